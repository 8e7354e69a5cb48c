// Bottom-up, breadth first: a function is reached by the shortest way down to a throw.
#include "analysis/Errors.h"

#include <algorithm>
#include <deque>

namespace cotidy {

using facts::OpKind;

Errors::Errors(const Calls &calls)
    : calls_(calls), program_(calls.program()), callers_(program_.functions().size()),
      escapes_(program_.functions().size()) {
  findCallers();
  spread();
}

const Escape *Errors::of(FunctionId function) const { return escapes_[function] ? &*escapes_[function] : nullptr; }

const Escape *Errors::at(const facts::OpT &op) const {
  auto found = through_.find(&op);
  return found == through_.end() ? nullptr : &found->second;
}

// What makes a task -> who awaits it, or waits for it and throws its error: `sync_wait(load())`.
static std::map<const facts::OpT *, const facts::OpT *> awaitsIn(const Calls &calls, const Function &function) {
  std::map<const facts::OpT *, const facts::OpT *> awaits;
  auto note = [&](std::int32_t value, const facts::OpT *by) {
    for (std::int32_t id : {value, function.strip(value)})
      if (const facts::OpT *made = function.definition(id)) awaits.emplace(made, by);
  };
  for (const facts::OpT *op : function.ops())
    if (op->kind == OpKind::Await) note(op->source, op);
  for (const CallSite &site : calls.of(function.id())) {
    const bool waits = std::any_of(site.models.begin(), site.models.end(),
                                   [](const FunctionModel *model) { return model->blocks == Blocking::Wait; });
    for (const auto &argument : site.op->arguments)
      if (waits) note(argument->value, site.op);
  }
  return awaits;
}

void Errors::findCallers() {
  for (const auto &function : program_.functions()) {
    const auto awaits = awaitsIn(calls_, *function);
    for (const CallSite &site : calls_.of(function->id())) {
      const facts::CalleeT *callee = function->callee(site.op->callee);
      if (!site.certain || site.targets.size() != 1 || (callee && callee->nothrow)) continue;
      const FunctionId target = site.targets.front();
      if (!program_.function(target).coroutine())
        callers_[target].push_back({function->id(), site.op});
      else if (auto await = awaits.find(site.op); await != awaits.end())
        callers_[target].push_back({function->id(), await->second});
    }
  }
}

// A handler further out is asked only where the inner ones do not take the error.
bool Errors::isCaught(const Function &function, const facts::OpT &op, Type error) const {
  constexpr int deepest = 16;
  std::int32_t dispatch = op.try_;
  for (int depth = 0; dispatch >= 0 && depth < deepest; ++depth) {
    for (const facts::HandlerT *handler : handlersOf(function, dispatch))
      if (catches(function, *handler, error)) return true;
    const facts::BlockT *block = function.block(dispatch);
    dispatch = block && block->terminator ? block->terminator->try_ : -1;
  }
  return dispatch >= 0;
}

Type Errors::thrownBy(FunctionId id) const {
  auto way = chain(id);
  if (way.empty()) return {};
  const Function &function = program_.function(way.back().first);
  return function.typeOf(way.back().second.op->source).value();
}

void Errors::spread() {
  std::deque<FunctionId> todo;
  for (const auto &function : program_.functions())
    for (const facts::OpT *op : function->ops()) {
      // A rethrow lets out what somebody else threw, and has had its say.
      if (op->kind != OpKind::Throw || op->source < 0 || isCaught(*function, *op, function->typeOf(op->source).value()))
        continue;
      through_[op] = {op, {}};
      escapes_[function->id()] = Escape{op, {}};
      todo.push_back(function->id());
      break;
    }
  while (!todo.empty()) {
    const FunctionId id = todo.front();
    todo.pop_front();
    const Type error = thrownBy(id);
    for (const Caller &caller : callers_[id]) {
      if (isCaught(program_.function(caller.function), *caller.op, error)) continue;
      through_.try_emplace(caller.op, Escape{caller.op, id});
      if (escapes_[caller.function]) continue;
      escapes_[caller.function] = Escape{caller.op, id};
      todo.push_back(caller.function);
    }
  }
}

std::vector<std::pair<FunctionId, Escape>> Errors::chain(FunctionId function) const {
  std::vector<std::pair<FunctionId, Escape>> way;
  for (std::optional<FunctionId> at = function; at && escapes_[*at]; at = escapes_[*at]->next)
    way.emplace_back(*at, *escapes_[*at]);
  return way;
}

}  // namespace cotidy
