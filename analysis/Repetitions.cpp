// Loops as "once for each of what?". A loop that takes whole chunks, or a few rounds, is no answer.
#include "analysis/Made.h"
#include "analysis/Spawns.h"
#include "analysis/Tasks.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::Bound;
using facts::LoopKind;
using facts::OpKind;
using facts::ValueKind;

// About the largest number of workers that somebody writes down.
static constexpr std::int64_t fewRounds = 64;

// Where a value comes from that is only another name, or a copied number.
static std::int32_t origin(const Function &function, std::int32_t value) {
  for (int steps = 0; steps < 6; ++steps) {
    const facts::ValueT *v = function.value(value);
    if (!v) return value;
    const bool object = function.type(v->type).is(facts::TypeKind::Record);
    if (v->kind == ValueKind::Local && !object && function.writes(value).size() == 1 &&
        function.writes(value).front()->source >= 0)
      value = function.unmoved(function.writes(value).front()->source);
    else if ((v->kind == ValueKind::Not || v->kind == ValueKind::Move) && !v->inputs.empty())
      value = v->inputs.front();
    else if (v->kind == ValueKind::Temp && v->inputs.size() == 1)
      value = v->inputs.front();
    else
      return value;
  }
  return value;
}

// The two sides of a loop's comparison, the one that counts first; empty where it is none.
static std::vector<std::int32_t> sidesOf(const Function &function, std::int32_t loop) {
  const std::int32_t id = function.body().loops[loop]->condition;
  const facts::ValueT *condition = function.value(id);
  if (condition && condition->kind == ValueKind::Not && !condition->inputs.empty())
    condition = function.value(condition->inputs.front());
  const facts::OpT *call = function.definition(origin(function, id));
  if (call && call->arguments.size() == 2) return {call->arguments[0]->value, call->arguments[1]->value};
  if (call && call->object >= 0 && call->arguments.size() == 1) return {call->object, call->arguments[0]->value};
  return condition ? condition->inputs : std::vector<std::int32_t>();
}

static bool varies(const Function &function, std::int32_t value, std::int32_t loop, std::set<std::int32_t> &seen) {
  const facts::ValueT *v = function.value(value);
  if (!v || seen.size() > 200 || !seen.insert(value).second) return false;
  if (v->kind == ValueKind::Local)
    for (const facts::OpT *write : function.writes(value))
      if (inLoop(function.body(), *write, loop)) return true;
  if (v->kind == ValueKind::Local)
    if (std::vector<std::int32_t> sides = sidesOf(function, loop); !sides.empty() && sides.front() == value)
      return true;  // ++i leaves no operation
  for (std::int32_t input : v->inputs)
    if (varies(function, input, loop, seen)) return true;
  const facts::OpT *made = function.definition(value);
  if (!made || !inLoop(function.body(), *made, loop)) return false;
  if (made->kind == OpKind::Await || (made->object >= 0 && varies(function, made->object, loop, seen))) return true;
  return std::any_of(made->arguments.begin(), made->arguments.end(),
                     [&](const auto &a) { return varies(function, a->value, loop, seen); });
}

bool variesIn(const Function &function, std::int32_t value, std::int32_t loop) {
  std::set<std::int32_t> seen;
  return loop >= 0 && varies(function, value, loop, seen);
}

static std::string spoken(const Function &function, std::int32_t value) {
  const facts::ValueT *v = function.value(value);
  if (!v || (v->kind != ValueKind::Local && v->kind != ValueKind::Param && v->kind != ValueKind::Member &&
             v->kind != ValueKind::Global && v->kind != ValueKind::Capture))
    return {};
  return v->name.starts_with("__") ? std::string() : std::string(lastComponent(v->name));
}

// A container that is written down with its few elements, or made with a constant number of them.
static bool knownToBeSmall(const Function &function, std::int32_t container) {
  const facts::ValueT *v = function.value(container);
  if (v && v->kind == ValueKind::Local && function.writes(container).size() == 1) {
    const facts::OpT *made = function.definition(function.unmoved(function.writes(container).front()->source));
    if (made && made->kind == OpKind::Construct && !made->arguments.empty()) {
      const std::int32_t first = made->arguments.front()->value;
      const facts::ValueT *size = function.value(first);
      if (function.typeOf(first).object().name() == "std::initializer_list" || made->aggregate) return true;
      if (size && size->constant && size->literal <= fewRounds) return true;
    }
  }
  return false;
}

// A container whose elements are themselves threads or workers: there are as many as somebody decided.
static bool ofWorkers(const Calls &calls, const Function &function, std::int32_t container) {
  return holdsThreads(calls.models(), function.typeOf(container));
}

static bool isSizeCall(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || !callee->system) return false;
  std::string_view name = lastComponent(callee->name);
  return name == "size" || name == "ssize" || name == "length" || name == "end" || name == "cend";
}

// `i += step`: each round takes a chunk.
static bool steps(const Function &function, std::int32_t variable, std::int32_t loop) {
  for (const facts::OpT *write : function.writes(variable))
    if (write->kind == OpKind::Assign && inLoop(function.body(), *write, loop)) return true;
  return false;
}

static std::optional<Repetition> container(const Calls &calls, const Function &function, std::int32_t value,
                                           std::int32_t loop) {
  if (function.typeOf(value).object().name() == "std::initializer_list") return std::nullopt;
  value = origin(function, value);
  if (knownToBeSmall(function, value) || ofWorkers(calls, function, value)) return std::nullopt;
  return Repetition{Repetition::Container, &function, loop, nullptr, spoken(function, value), value, 0};
}

// `while (!stopping_)`, `while (running_.load())`: it goes on until somebody else says that it is enough.
static bool isFlag(const Calls &calls, const Function &function, std::int32_t condition, unsigned depth = 0) {
  const facts::ValueT *v = function.value(condition);
  if (!v || depth > 4) return false;
  if (v->kind == ValueKind::Member || v->kind == ValueKind::Global)
    return function.type(v->type).is(facts::TypeKind::Bool);
  if (const facts::OpT *asked = function.definition(condition)) {
    if (asked->kind != OpKind::Call || asked->object < 0 || !asked->arguments.empty()) return false;
    const Type type = function.typeOf(asked->object).object();
    const TypeModel *model = type ? typeModel(calls.models(), type) : nullptr;
    return type.name().starts_with("std::atomic") || (model && model->role == TypeRole::StopToken);
  }
  return !v->inputs.empty() && std::all_of(v->inputs.begin(), v->inputs.end(), [&](std::int32_t input) {
    return isFlag(calls, function, input, depth + 1);
  });
}

// A loop with a condition: `i < v.size()`, `it != v.end()`, `i < n`, `std::getline(in, line)`.
static std::optional<Repetition> conditional(const Calls &calls, const Function &function, std::int32_t id) {
  const facts::LoopT &loop = *function.body().loops[id];
  const std::vector<std::int32_t> sides = sidesOf(function, id);
  const facts::OpT *call = function.definition(origin(function, loop.condition));
  for (std::int32_t side : sides)
    if (steps(function, side, id)) return std::nullopt;
  for (std::int32_t side : sides)
    if (const facts::OpT *size = function.definition(origin(function, side)); size && isSizeCall(function, *size)) {
      const std::int32_t of = size->object >= 0         ? size->object
                              : size->arguments.empty() ? -1
                                                        : size->arguments.front()->value;
      return of < 0 ? std::nullopt : container(calls, function, of, id);
    }
  if (loop.kind == LoopKind::While && isFlag(calls, function, loop.condition))
    return Repetition{Repetition::Endless, &function, id, nullptr, {}, -1, 0};
  if (loop.kind == LoopKind::While && call) return Repetition{Repetition::Reading, &function, id, nullptr, {}, -1, 0};
  if (loop.bound != Bound::Data || sides.size() != 2) return std::nullopt;
  if (const facts::ValueT *limit = function.value(origin(function, sides[1])); limit && limit->constant)
    return limit->literal <= fewRounds
               ? std::nullopt
               : std::optional(Repetition{Repetition::Constant, &function, id, nullptr, {}, -1, limit->literal});
  return Repetition{Repetition::Count, &function, id, nullptr, spoken(function, origin(function, sides[1])),
                    sides[1],          0};
}

static std::optional<Repetition> ofLoop(const Calls &calls, const Function &function, std::int32_t id) {
  const facts::LoopT &loop = *function.body().loops[id];
  switch (loop.bound) {
  case Bound::Constant:
    if (loop.trips <= fewRounds) return std::nullopt;
    if (const facts::ValueT *condition = function.value(loop.condition);
        condition && !condition->inputs.empty() && steps(function, condition->inputs.front(), id))
      return std::nullopt;
    return Repetition{Repetition::Constant, &function, id, nullptr, {}, -1, loop.trips};
  case Bound::Endless: return Repetition{Repetition::Endless, &function, id, nullptr, {}, -1, 0};
  default:
    return loop.kind == LoopKind::RangeFor ? container(calls, function, loop.range, id)
                                           : conditional(calls, function, id);
  }
}

// `auto one = std::make_unique<Fetcher>(address); one->start();`: an object of the round. Those that are there already are as
// many as somebody made.
static bool isMadeForItem(const Function &function, std::int32_t object, std::int32_t loop) {
  for (const facts::OpT *arrow = function.definition(object);
       arrow && arrow->kind == OpKind::Call && arrow->object >= 0 && arrow->arguments.empty();
       arrow = function.definition(object))
    object = function.strip(arrow->object);
  const facts::ValueT *v = function.value(object);
  if (!v || v->kind != ValueKind::Local) return false;
  for (const facts::OpT *write : function.writes(object)) {
    const facts::OpT *made =
        inLoop(function.body(), *write, loop) ? function.definition(function.unmoved(write->source)) : nullptr;
    if (made && made->kind == OpKind::New) made = function.definition(made->source);
    if (!made || (made->kind != OpKind::Construct && made->kind != OpKind::Call) || made->object >= 0) continue;
    if (std::any_of(made->arguments.begin(), made->arguments.end(),
                    [&](const auto &argument) { return variesIn(function, argument->value, loop); }))
      return true;
  }
  return false;
}

bool takesItem(const Repetition &repetition) {
  if (repetition.loop < 0) return true;
  if (isMadeForItem(*repetition.function, repetition.op->object, repetition.loop)) return true;
  for (const auto &argument : repetition.op->arguments) {
    if (variesIn(*repetition.function, argument->value, repetition.loop)) return true;
    const facts::OpT *made = closureBehind(*repetition.function, argument->value);
    if (!made) continue;
    for (const auto &capture : made->captures)
      if (variesIn(*repetition.function, capture->value, repetition.loop)) return true;
  }
  return false;
}

std::int32_t drainedBy(const Function &function, std::int32_t loop) {
  std::int32_t condition = function.body().loops[loop]->condition;
  if (const facts::ValueT *v = function.value(condition); v && v->kind == ValueKind::Not && !v->inputs.empty())
    condition = v->inputs.front();
  const auto named = [&](const facts::OpT *op, auto... names) {
    const facts::CalleeT *callee =
        op && op->kind == OpKind::Call && op->object >= 0 ? function.callee(op->callee) : nullptr;
    return callee && callee->system && ((lastComponent(callee->name) == names) || ...);
  };
  const facts::OpT *asks = function.definition(condition);
  if (!named(asks, "empty")) return -1;
  const std::int32_t container = function.strip(asks->object);
  for (const facts::OpT *op : function.ops())
    if (op->loop == loop && named(op, "pop_front", "pop_back", "pop", "erase") &&
        function.placeKey(function.strip(op->object)) == function.placeKey(container))
      return container;
  return -1;
}

Repetitions::Repetitions(const Calls &calls) : calls_(calls) {
  for (const auto &function : calls.program().functions())
    for (const CallSite &site : calls.of(function->id())) {
      bool repeated = false;
      for (const FunctionModel *model : site.models)
        for (const Invocation &how : model->invokes) repeated |= how.when == Invocation::Now && how.repeated;
      for (FunctionId target : site.targets) callers_[target].push_back({function->id(), site.op, repeated});
    }
}

// The innermost loop that says it; a loop of a few rounds inside of one over data does not change that.
std::optional<Repetition> Repetitions::own(const Function &function, const facts::OpT &op) const {
  for (std::int32_t loop = op.loop; loop >= 0; loop = function.body().loops[loop]->parent)
    if (std::optional<Repetition> found = ofLoop(calls_, function, loop)) {
      found->op = &op;
      return found;
    }
  return std::nullopt;
}

std::optional<Repetition> Repetitions::of(const Function &function, const facts::OpT &op) const {
  if (op.loop >= 0) return own(function, op);
  auto callers = callers_.find(function.id());
  if (callers == callers_.end()) return std::nullopt;
  for (const Caller &caller : callers->second) {
    const Function &from = calls_.program().function(caller.function);
    if (caller.repeated) {
      std::int32_t first = caller.op->arguments.empty() ? -1 : caller.op->arguments.front()->value;
      if (const facts::OpT *begin = from.definition(first); begin && begin->object >= 0) first = begin->object;
      return Repetition{Repetition::Container, &from, -1, caller.op, spoken(from, first), first, 0};
    }
    if (std::optional<Repetition> found = own(from, *caller.op)) return found;
  }
  return std::nullopt;
}

}  // namespace cotidy
