// From the types of locals to the pools, from the callers to how often.
#include "analysis/PoolOwners.h"

#include "analysis/Containers.h"
#include "analysis/Tasks.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

static bool isPoolThread(Thread thread) {
  return thread == Thread::Pool || thread == Thread::ComputePool || thread == Thread::BlockingPool ||
         thread == Thread::IoPool;
}

bool ownsThreads(const Models &models, Type type) {
  if (!type.is(TypeKind::Record)) return false;
  if (const TypeModel *model = typeModel(models, type))
    return model->role == TypeRole::Executor && model->thread && isPoolThread(*model->thread) &&
           model->destructorBlocks == Blocking::Wait;
  if (type.facts()->system || type.isClosure() || type.facts()->destructor != facts::Destructor::User) return false;
  const auto &fields = type.facts()->fields;
  return std::any_of(fields.begin(), fields.end(), [&](const auto &field) {
    const Type held(type.unit(), field->type);
    return !held.is(TypeKind::Pointer) && !held.is(TypeKind::LRef) && holdsThreads(models, held, 2);
  });
}

// A class of the program that holds a row of threads and ends them.
static bool isOwnPool(const Models &models, Type type) {
  if (!type.is(TypeKind::Record) || typeModel(models, type) || type.facts()->system || !ownsThreads(models, type))
    return false;
  const auto &fields = type.facts()->fields;
  return std::any_of(fields.begin(), fields.end(), [&](const auto &field) {
    const Type held(type.unit(), field->type);
    return containerOf(held) && holdsThreads(models, held, 2);
  });
}

// `depth`: how many objects stand around it, each a part of the next one.
static bool ownsPool(const Models &models, Type type, unsigned depth) {
  constexpr unsigned deepest = 2;
  if (!type.is(TypeKind::Record) || depth > deepest) return false;
  if (typeModel(models, type)) return ownsThreads(models, type);
  if (type.facts()->system || type.isClosure()) return false;
  const auto &fields = type.facts()->fields;
  return std::any_of(fields.begin(), fields.end(), [&](const auto &field) {
    const Type held(type.unit(), field->type);
    if (typeModel(models, held)) return ownsThreads(models, held);
    return isOwnPool(models, held) || ownsPool(models, held, depth + 1);
  });
}

bool ownsPool(const Models &models, Type type) { return ownsPool(models, type, 0); }

Type heldType(Type type) {
  const std::string_view name = lastComponent(type.name());
  return name == "unique_ptr" || name == "shared_ptr" ? type.argument(0) : type;
}

static bool isMovedAway(const Function &function, std::int32_t variable) {
  for (const auto &value : function.body().values)
    if (value->kind == ValueKind::Move && !value->inputs.empty() && value->inputs.front() == variable) return true;
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    return (op->kind == OpKind::Return || op->kind == OpKind::CoReturn) && op->source >= 0 &&
           function.strip(op->source) == variable;
  });
}

// Copied, captured or passed on: somebody else may go on using what the pointer shares.
static bool isPassedOn(const Function &function, std::int32_t variable) {
  const auto isIt = [&](std::int32_t value) { return value >= 0 && function.strip(value) == variable; };
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const bool copied =
        (op->kind == OpKind::Init || op->kind == OpKind::Assign) && op->destination != variable && isIt(op->source);
    return copied ||
           std::any_of(op->arguments.begin(), op->arguments.end(), [&](const auto &a) { return isIt(a->value); }) ||
           std::any_of(op->captures.begin(), op->captures.end(), [&](const auto &c) { return isIt(c->value); });
  });
}

std::vector<LocalPool> localPools(const Models &models, const Function &function) {
  std::vector<LocalPool> pools;
  const auto &values = function.body().values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const facts::ValueT &v = *values[i];
    const auto variable = static_cast<std::int32_t>(i);
    if (v.kind != ValueKind::Local || v.static_ || v.thread_local_ || !v.place) continue;
    if (!ownsThreads(models, heldType(function.typeOf(variable))) || isMovedAway(function, variable)) continue;
    LocalPool pool{variable, nullptr, -1, typeModel(models, heldType(function.typeOf(variable))) != nullptr,
                   lastComponent(function.typeOf(variable).name()) == "shared_ptr" && isPassedOn(function, variable)};
    for (const facts::OpT *write : function.writes(variable)) {
      pool.loop = write->loop;
      const facts::OpT *made = function.definition(function.unmoved(write->source));
      if (made && (made->kind == OpKind::Construct || made->kind == OpKind::Call)) pool.made = made;
    }
    const bool byCall = pool.made && pool.made->kind == OpKind::Call &&
                        function.typeOf(variable).name() == heldType(function.typeOf(variable)).name();
    const facts::CalleeT *maker = pool.made ? function.callee(pool.made->callee) : nullptr;
    const bool ofShared = lastComponent(function.typeOf(variable).name()) == "shared_ptr";
    const bool lent = ofShared && !(maker && lastComponent(maker->name) == "make_shared");
    if (!byCall && !lent && pool.made) pools.push_back(pool);
  }
  return pools;
}

RunsOften::RunsOften(const Calls &calls, const Contexts &contexts, const Effects &effects)
    : calls_(calls), contexts_(contexts), effects_(effects), repetitions_(calls) {
  for (const auto &function : calls.program().functions())
    for (const CallSite &site : calls.of(function->id()))
      for (FunctionId target : site.targets) callers_[target].push_back({function->id(), site.op, false});
  for (const Deferred &d : calls.deferred()) callers_[d.callee].push_back({d.from, d.op, d.as == Invocation::Handler});
}

std::string RunsOften::why(const Function &function, unsigned depth) const {
  if (function.head().main || depth > 4) return {};
  const bool coroutine = function.coroutine() && !function.generator();
  auto callers = callers_.find(function.id());
  if (callers == callers_.end())
    return coroutine && contexts_.standing(function.id()).async && !effects_.driven(function.id())
               ? "each run of coroutine '" + function.head().display + "'"
               : "";
  for (const Caller &caller : callers->second) {
    const Function &from = calls_.program().function(caller.function);
    if (caller.function == function.id()) continue;
    const auto repeated = repetitions_.of(from, *caller.op);
    if (repeated && repeated->kind != Repetition::Constant && repeated->kind != Repetition::Count)
      return "each call of '" + function.head().display + "', which is called in a loop";
    if (caller.handler && !from.head().main) return "each run of a handler";
    if (!why(from, depth + 1).empty()) return "each call of '" + function.head().display + "'";
  }
  return {};
}

std::int32_t sizeOfWhat(const Function &function, std::int32_t value) {
  std::vector<std::int32_t> todo{value};
  std::set<std::int32_t> seen;
  while (!todo.empty() && seen.size() < 50) {
    const std::int32_t id = todo.back();
    todo.pop_back();
    const facts::ValueT *v = function.value(id);
    if (!v || !seen.insert(id).second) continue;
    const facts::OpT *made = function.definition(id);
    const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
    if (callee && callee->system) {
      const std::string_view name = lastComponent(callee->name);
      if (name == "min" || name == "clamp") return -1;  // bounded
      if (name == "size" || name == "ssize" || name == "length")
        return made->object >= 0         ? function.unmoved(made->object)
               : made->arguments.empty() ? -1
                                         : function.unmoved(made->arguments.front()->value);
      if (name == "max")
        for (const auto &argument : made->arguments) todo.push_back(argument->value);
    }
    if (v->kind == ValueKind::Expr && (v->op == "/" || v->op == "%")) return -1;
    todo.insert(todo.end(), v->inputs.begin(), v->inputs.end());
    if (v->kind == ValueKind::Local && function.writes(id).size() == 1)
      todo.push_back(function.writes(id).front()->source);
  }
  return -1;
}

}  // namespace cotidy
