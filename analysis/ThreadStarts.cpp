// From the flag in the loop to the thread's body, and from its beginning to where it sets the flag.
#include "analysis/ThreadStarts.h"

#include "analysis/Effects.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// The member or variable that the operation is called on, by its name: a closure has it by another value.
static std::string_view flagOf(const Function &function, const facts::OpT &op) {
  const facts::ValueT *v = op.object >= 0 ? function.value(function.strip(op.object)) : nullptr;
  const bool kept = v && (v->kind == ValueKind::Member || v->kind == ValueKind::Local ||
                          v->kind == ValueKind::Capture || v->kind == ValueKind::Global);
  return kept ? lastComponent(v->name) : std::string_view();
}

static bool isAtomic(const Function &function, const facts::OpT &op) {
  return op.kind == OpKind::Call && op.object >= 0 &&
         function.typeOf(op.object).object().name().starts_with("std::atomic");
}

static std::set<std::string_view> flagsIn(const Function &function, std::int32_t loop) {
  std::set<std::string_view> flags;
  for (const facts::OpT *op : function.ops())
    if (isAtomic(function, *op) && inLoop(function.body(), *op, loop)) flags.insert(flagOf(function, *op));
  return flags;
}

static bool sets(const Function &function, const facts::OpT &op, std::string_view flag) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!isAtomic(function, op) || !callee || flagOf(function, op) != flag) return false;
  const std::string_view method = lastComponent(callee->name);
  return callee->operator_ == "=" || method == "store" || method == "exchange" || method == "test_and_set" ||
         method.starts_with("compare_exchange") || method.starts_with("fetch_");
}

bool takesLong(const Calls &calls, const Function &function, const facts::OpT &op, unsigned depth) {
  constexpr unsigned deepest = 2;
  const CallSite *site = calls.at(function.id(), &op);
  if (!site) return op.kind == OpKind::Await;
  for (const FunctionModel *model : site->models)
    if (model->blocks != Blocking::None || model->cpu || model->runsLoop) return true;
  if (site->targets.empty()) return site->unknown;
  return std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId target) {
    const Function &called = calls.program().function(target);
    return depth == deepest || !called.body().loops.empty() ||
           std::any_of(called.ops().begin(), called.ops().end(),
                       [&](const facts::OpT *inner) { return takesLong(calls, called, *inner, depth + 1); });
  });
}

// On each way from the beginning: is the flag set before anything that takes long?
static bool setsAtOnce(const Calls &calls, const Function &body, std::string_view flag) {
  std::set<std::int32_t> seen;
  std::vector<std::int32_t> todo{body.body().entry};
  bool found = false;
  while (!todo.empty()) {
    const facts::BlockT *block = body.block(todo.back());
    todo.pop_back();
    if (!block || !seen.insert(block->id).second) continue;
    bool goesOn = true;
    for (const auto &op : block->ops) {
      if (sets(body, *op, flag)) {
        found = true;
        goesOn = false;
        break;
      }
      if (takesLong(calls, body, *op)) return false;
    }
    if (!goesOn) continue;
    for (std::int32_t next : body.successors(*block)) todo.push_back(next);
  }
  return found;
}

bool waitsForThreadStart(const Calls &calls, const Function &function, std::int32_t loop) {
  const std::set<std::string_view> flags = flagsIn(function, loop);
  if (flags.size() != 1 || flags.begin()->empty()) return false;
  return std::any_of(calls.deferred().begin(), calls.deferred().end(), [&](const Deferred &deferred) {
    return deferred.from == function.id() && deferred.as == Invocation::ThreadEntry && deferred.op &&
           !inLoop(function.body(), *deferred.op, loop) &&
           setsAtOnce(calls, calls.program().function(deferred.callee), *flags.begin());
  });
}

}  // namespace cotidy
