// The models and the types decide what must not be dropped; what neither of them knows makes nothing.
#include "analysis/TaskMakers.h"

#include "analysis/Made.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

TaskMakers::TaskMakers(const Calls &calls) : calls_(calls), models_(calls.models()) {
  for (const auto &function : models_.functions()) {
    bool continues = std::any_of(function->invokes.begin(), function->invokes.end(),
                                 [](const Invocation &i) { return i.when == Invocation::Continuation; });
    if (!continues) continue;
    for (const std::string &name : function->names) {
      std::size_t scope = name.rfind("::");
      const TypeModel *type = scope == std::string::npos ? nullptr : models_.type(name.substr(0, scope));
      if (type) composable_.insert(type);
    }
  }
}

// A home-made awaiter. One that gives a lock was made to be awaited; else only one that holds nothing, or that says
// itself that it must not be dropped: a handle on running work looks alike.
TaskKind TaskMakers::awaiterKind(Type type) const {
  const facts::TypeT *facts = type.facts();
  if (!type.is(TypeKind::Record) || !facts->awaitable || facts->awaitable->ready == facts::Ready::Always) return {};
  if (type.name().starts_with("std::") || typeModel(models_, type)) return {};
  TaskKind kind;
  kind.result = Type(type.unit(), facts->awaitable->result).value();
  kind.guard = isGuard(models_, kind.result);
  bool plain =
      facts->awaitable->how == "member" && (facts->nodiscard || facts->destructor == facts::Destructor::Trivial);
  if (!kind.guard && !plain) return {};
  kind.is = TaskKind::Awaitable;
  kind.start = Start::Lazy;
  kind.drop = "never-runs";
  return kind;
}

TaskKind TaskMakers::kindOf(Type type) const {
  if (!type.is(TypeKind::Record)) return {};
  auto [known, isNew] = kinds_.try_emplace(type.facts());
  if (isNew) {
    known->second = taskKind(models_, type);
    if (!known->second) known->second = awaiterKind(type);
  }
  return known->second;
}

// What the operation gives by value; none for a reference to a task that somebody else has.
Type TaskMakers::resultOf(const Function &function, const facts::OpT &op) const {
  if (op.result < 0) return {};
  if (op.kind == OpKind::Await) {
    Type awaiter = function.type(op.type);
    const facts::TypeT *facts = awaiter.facts();
    Type given = facts && facts->awaitable ? Type(awaiter.unit(), facts->awaitable->result) : Type();
    return given.is(TypeKind::Record) ? given : Type();
  }
  if (const facts::CalleeT *callee = function.callee(op.callee); callee && op.kind == OpKind::Call) {
    Type declared = function.typeOfCallee(callee->result);
    if (declared.isReference() || declared.is(TypeKind::Pointer)) return {};
  }
  Type type = function.typeOf(op.result);
  return type.is(TypeKind::Record) ? type : Type();
}

bool TaskMakers::submits(const Function &function, const facts::OpT &op) const {
  return std::any_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
    std::int32_t id = function.unmoved(argument->value);
    const facts::ValueT *value = function.value(id);
    if (!value) return false;
    if (value->kind == ValueKind::Addr && !value->inputs.empty()) value = function.value(value->inputs.front());
    if (value && value->kind == ValueKind::Function) return true;
    Type type = function.typeOf(id).object();
    return type.isClosure() || type.name() == "std::function" || taskKind(models_, type).pending();
  });
}

static bool says(const CallSite &site, std::string_view drop) {
  return std::any_of(site.models.begin(), site.models.end(),
                     [&](const FunctionModel *model) { return model->drop == drop; });
}

// `copy(std::move(task))`: a function that only gives back what it is given makes no task, nor does one that gives a
// future that is ready.
static bool givesBack(const Calls &calls, const Function &function, const facts::OpT &call) {
  const CallSite *site = calls.at(function.id(), &call);
  if (!site || !site->certain || site->targets.size() != 1) return false;
  const Function &callee = calls.program().function(site->targets.front());
  if (callee.coroutine()) return false;
  bool returns = false, works = false, parameter = false;
  for (const facts::OpT *op : callee.ops()) {
    works |= op->kind == OpKind::Call;
    if (op->kind != OpKind::Return || op->source < 0) continue;
    const auto [made, source] = madeBy(callee, op->source);
    const CallSite *inner =
        made && made->kind == OpKind::Call && made->object < 0 ? calls.at(callee.id(), made) : nullptr;
    const facts::ValueT *value = callee.value(source);
    const bool given = !made && value && value->kind == ValueKind::Param;
    if (!given && !(inner && says(*inner, "intended"))) return false;
    parameter |= given;
    returns = true;
  }
  return returns && !(parameter && works);
}

// A callable that handles the error, and then starts something by itself: `thenError([](auto) { return retry(); })`.
static bool beginsAnother(const TaskMakers &makers, const Function &function, const CallSite &site) {
  const Program &program = makers.calls().program();
  for (const auto &argument : site.op->arguments) {
    Type type = function.typeOf(argument->value).object();
    if (!type.isClosure()) continue;
    for (FunctionId id : program.callOperators(function, type.facts()->closure)) {
      const Function &body = program.function(id);
      if (!makers.kindOf(body.resultType()).pending()) continue;
      if (body.coroutine()) return true;
      for (const facts::OpT *op : body.ops()) {
        const facts::OpT *made = op->kind == OpKind::Return ? body.definition(body.unmoved(op->source)) : nullptr;
        const CallSite *inner = made && made->kind == OpKind::Call ? makers.calls().at(id, made) : nullptr;
        if (inner && !says(*inner, "intended")) return true;
      }
    }
  }
  return false;
}

// The call's own word on its result comes before that of the type.
void TaskMakers::applyModels(const Function &function, MadeTask &task) const {
  const CallSite *site = calls_.at(function.id(), task.op);
  if (site) {
    task.name = site->name;
    for (const FunctionModel *model : site->models)
      if (!model->drop.empty() && (model->drop != "intended" || !beginsAnother(*this, function, *site)))
        task.kind.drop = model->drop;
  }
  const TypeModel *model = task.kind.model;
  if (!model || model->destructorBlocks == Blocking::None || model->destructorOrigins.empty()) return;
  std::vector<std::string_view> origins = calls_.originsOf(function, task.value);
  bool waits = std::any_of(origins.begin(), origins.end(), [&](std::string_view origin) {
    return std::find(model->destructorOrigins.begin(), model->destructorOrigins.end(), models_.normalise(origin)) !=
           model->destructorOrigins.end();
  });
  if (waits) task.kind.drop = "blocks";
}

// `std::move(task).start()`: the promise that both types share does not say whether it runs by now.
static void noteConversion(const TaskMakers &makers, const Function &function, MadeTask &task) {
  if (task.kind.model || task.op->object < 0) return;
  Type before = function.typeOf(task.op->object).object();
  if (!before || before.name() == task.type.name() || !makers.kindOf(before).pending()) return;
  task.kind.start = Start::Unspecified;
  task.kind.drop = {};
}

bool TaskMakers::plainHandle(const TaskKind &kind, Type type) const {
  if (kind.is != TaskKind::Future || (kind.model && composable_.count(kind.model))) return false;
  return !type.isTask() && !type.facts()->awaitable;
}

static bool calledThroughParameter(const Function &function, const facts::OpT &op) {
  std::int32_t called = op.callee_value >= 0 ? op.callee_value : op.object;
  const facts::CalleeT *callee = function.callee(op.callee);
  if (called < 0 || (op.callee_value < 0 && !(callee && callee->operator_ == "()"))) return false;
  const facts::ValueT *value = function.value(function.unmoved(called));
  return value->kind == ValueKind::Param && (function.head().pattern || function.head().pattern_place);
}

std::optional<MadeTask> TaskMakers::made(const Function &function, const facts::OpT &op) const {
  if (op.kind != OpKind::Call && op.kind != OpKind::Await && op.kind != OpKind::Construct) return std::nullopt;
  Type type = resultOf(function, op);
  TaskKind kind = type ? kindOf(type) : TaskKind();
  if (!kind.pending()) return std::nullopt;
  if (op.kind == OpKind::Construct) {
    // Constructing a task moves, copies or wraps one; only an awaitable is made by its constructor.
    const facts::CalleeT *callee = function.callee(op.callee);
    bool makes =
        kind.is == TaskKind::Awaitable && kind.model && callee && callee->constructor == facts::ConstructorKind::Other;
    if (!makes || op.arguments.empty()) return std::nullopt;
  }
  if (op.kind == OpKind::Call && givesBack(calls_, function, op)) return std::nullopt;
  // What an await gives and runs by itself is the outcome of something that is over: `co_await result.resolve()`.
  if (op.kind == OpKind::Await && kind.start != Start::Lazy) return std::nullopt;
  MadeTask task{&op, op.result, kind, type, {}, submits(function, op), calledThroughParameter(function, op)};
  noteConversion(*this, function, task);
  applyModels(function, task);
  if (task.kind.drop == "intended") return std::nullopt;
  const bool known = !task.kind.drop.empty() || type.isTask() || kind.guard;
  // A plain handle on a result: only where the call visibly starts work. A promise's future may be kept for anything.
  if (!known || (plainHandle(kind, type) && !task.submitted && task.kind.drop != "blocks")) return std::nullopt;
  return task;
}

// Does the operation do more with the value than look at it?
static bool takes(const Function &function, const facts::OpT &op, std::int32_t value) {
  if (op.kind == OpKind::End || op.kind == OpKind::Destroy || op.kind == OpKind::Use || op.kind == OpKind::Discard)
    return false;
  auto names = [&](const auto &argument) { return argument->value == value; };
  if (op.source == value || op.callee_value == value || std::any_of(op.arguments.begin(), op.arguments.end(), names))
    return true;
  if (std::any_of(op.captures.begin(), op.captures.end(), names)) return true;
  const facts::CalleeT *callee = function.callee(op.callee);
  return op.object == value && !(callee && callee->const_);
}

ParameterFate TaskMakers::fate(const Function &callee, std::size_t parameter) const {
  const auto &body = callee.body();
  if (parameter >= body.parameters.size() || callee.head().pattern) return ParameterFate::Taken;
  const std::int32_t id = body.parameters[parameter];
  for (const auto &value : body.values)
    if (std::find(value->inputs.begin(), value->inputs.end(), id) != value->inputs.end()) return ParameterFate::Taken;
  for (const facts::OpT *op : callee.ops())
    if (takes(callee, *op, id)) return ParameterFate::Taken;
  return callee.type(callee.value(id)->type).is(TypeKind::LRef) ? ParameterFate::Borrowed : ParameterFate::Dropped;
}

ParameterFate TaskMakers::fate(const Function &function, const facts::OpT &call, std::size_t argument) const {
  const CallSite *site = calls_.at(function.id(), &call);
  if (!site || call.virtual_ || !site->certain || site->targets.size() != 1) return ParameterFate::Taken;
  auto [known, isNew] = fates_.try_emplace({site->targets.front(), argument}, ParameterFate::Taken);
  if (isNew) known->second = fate(calls_.program().function(site->targets.front()), argument);
  return known->second;
}

}  // namespace cotidy
