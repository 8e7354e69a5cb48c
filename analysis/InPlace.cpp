// Back from a value to what it was made from: through calls and temporaries, to the variables.
#include "analysis/InPlace.h"

#include "analysis/Made.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// `just() | then(f)`: pieces that run where they are started.
static bool staysHere(const Function &function, const facts::OpT &call) {
  static constexpr std::string_view pieces[] = {"just",      "just_error", "just_stopped",
                                                "then",      "upon_error", "upon_stopped",
                                                "let_value", "let_error",  "let_stopped"};
  const facts::CalleeT *callee = function.callee(call.callee);
  if (!callee) return false;
  const facts::ValueT *object = callee->operator_ == "()" ? function.value(call.object) : nullptr;
  const std::string_view name = lastComponent(object ? object->name : callee->name);
  return callee->operator_ == "|" || std::find(std::begin(pieces), std::end(pieces), name) != std::end(pieces);
}

static void collect(const Function &function, std::int32_t id, Ingredients &into, unsigned depth) {
  constexpr unsigned deepest = 8;
  const facts::ValueT *value = function.value(function.unmoved(id));
  if (!value || value->kind == ValueKind::Literal || value->kind == ValueKind::Default) return;
  if (depth > deepest || (value->kind != ValueKind::Temp && value->inputs.empty())) {
    into.places.insert(function.unmoved(id));
    return;
  }
  const facts::OpT *made = value->kind == ValueKind::Temp ? function.definition(function.unmoved(id)) : nullptr;
  if (!made)
    for (std::int32_t input : value->inputs) collect(function, input, into, depth + 1);
  if (!made || made->kind == OpKind::Closure) return;
  const facts::ValueT *object = function.value(made->object);
  if (made->kind == OpKind::Call) into.elsewhere |= !staysHere(function, *made);
  // `then(f)`: `then` is an object of the library, and none of the work.
  if (object && object->kind != ValueKind::Global) collect(function, made->object, into, depth + 1);
  for (const auto &argument : made->arguments) collect(function, argument->value, into, depth + 1);
}

Ingredients ingredientsOf(const Function &function, std::int32_t value) {
  Ingredients all;
  collect(function, value, all, 0);
  return all;
}

// From a piece to what is given the whole.
static const facts::OpT &starter(const Function &function, const facts::OpT &piece) {
  constexpr int longest = 8;
  const facts::OpT *last = &piece;
  for (int steps = 0; steps < longest && last->kind == OpKind::Call && staysHere(function, *last); ++steps) {
    auto takes = [&](const facts::OpT *op) {
      return std::any_of(op->arguments.begin(), op->arguments.end(), [&](const auto &argument) {
        return last->result >= 0 && function.unmoved(argument->value) == last->result;
      });
    };
    auto next = std::find_if(function.ops().begin(), function.ops().end(), takes);
    if (next == function.ops().end()) break;
    last = *next;
  }
  return *last;
}

// `require(executor, execution::blocking.always).execute(f)`: the executor says that it waits.
static bool onBlockingExecutor(const Function &function, const facts::OpT &start) {
  const facts::OpT *made = start.kind == OpKind::Call ? madeBy(function, start.object).by : nullptr;
  const auto always = [&](const auto &argument) {
    const std::string_view type = function.typeOf(argument->value).value().name();
    return lastComponent(type) == "always_t" && type.find("blocking") != std::string_view::npos;
  };
  return made && std::any_of(made->arguments.begin(), made->arguments.end(), always);
}

bool runsInPlace(const Calls &calls, const Function &function, const facts::OpT &piece) {
  if (onBlockingExecutor(function, piece)) return true;
  const facts::OpT &start = starter(function, piece);
  const CallSite *site = calls.at(function.id(), &start);
  const bool starts = site && std::any_of(site->models.begin(), site->models.end(),
                                          [](const FunctionModel *model) { return model->spawns || model->detaches; });
  if (!starts || start.arguments.empty()) return false;
  const std::int32_t sender = start.arguments.front()->value;
  const facts::OpT *made = function.definition(function.unmoved(sender));
  if (!made || made->kind != OpKind::Call) return false;
  const Ingredients work = ingredientsOf(function, sender);
  return work.places.empty() && !work.elsewhere;
}

// The variables that a value was made from, also by way of others that were set once.
static std::set<std::int32_t> rootsOf(const Function &function, std::int32_t value) {
  std::set<std::int32_t> roots;
  std::vector<std::int32_t> todo{value};
  constexpr std::size_t most = 32;
  while (!todo.empty() && roots.size() < most) {
    const std::int32_t next = todo.back();
    todo.pop_back();
    for (std::int32_t place : ingredientsOf(function, next).places)
      if (const facts::OpT *write = onlyWrite(function, place); roots.insert(place).second && write)
        todo.push_back(write->source);
  }
  return roots;
}

static bool turnsALoop(const CallSite &site) {
  return std::any_of(site.models.begin(), site.models.end(),
                     [](const FunctionModel *model) { return model->runsLoop && model->blocks == Blocking::None; });
}

// By itself, or as a method that passes it on to a member.
static bool turns(const Calls &calls, const CallSite &site) {
  if (turnsALoop(site)) return true;
  if (!site.certain || site.targets.size() != 1) return false;
  const auto &inner = calls.of(site.targets.front());
  return std::any_of(inner.begin(), inner.end(), [](const CallSite &one) { return turnsALoop(one); });
}

bool turnedByHand(const Calls &calls, const Function &function, const facts::OpT &start) {
  std::set<std::int32_t> roots = rootsOf(function, start.result);
  std::erase_if(roots, [&](std::int32_t root) { return function.value(root)->kind != ValueKind::Local; });
  for (const CallSite &site : calls.of(function.id())) {
    if (site.op->object < 0 || !turns(calls, site)) continue;
    const std::set<std::int32_t> turned = rootsOf(function, site.op->object);
    if (std::none_of(turned.begin(), turned.end(), [&](std::int32_t root) { return roots.count(root) > 0; })) continue;
    auto isTurn = [&](const facts::OpT &op) { return &op == site.op; };
    if (findWay(function, &start, {{}, isTurn, false})) return true;
  }
  return false;
}

}  // namespace cotidy
