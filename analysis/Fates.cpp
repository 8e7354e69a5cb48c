// From the making of a task forward through its uses. The questions about time stand in Outlives.cpp.
#include "analysis/FatesCache.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

Fates::Fates(const Storages &storages, const Effects &effects)
    : storages_(storages), effects_(effects), cache_(std::make_unique<Cache>()) {}
Fates::~Fates() = default;

const Uses &Fates::uses(const Function &function) const {
  auto &uses = cache_->uses[function.id()];
  if (!uses) uses = std::make_unique<Uses>(function);
  return *uses;
}

// The full expressions of a function that await something, and the awaits.
const std::vector<const facts::OpT *> &Fates::Cache::awaitsIn(const Function &function, std::int32_t fullExpression) {
  auto [all, isNew] = awaits.try_emplace(function.id());
  if (isNew)
    for (const facts::OpT *op : function.ops())
      if (op->kind == OpKind::Await) all->second[op->full_expression].push_back(op);
  return all->second[fullExpression];
}

const facts::OpT *Fates::awaitedTogether(const Function &function, std::int32_t value) const {
  const facts::OpT *made = function.definition(value);
  if (!made || made->full_expression < 0) return nullptr;
  for (const facts::OpT *await : cache_->awaitsIn(function, made->full_expression)) {
    std::vector<std::int32_t> todo{await->source};
    std::set<std::int32_t> seen;
    for (std::size_t i = 0; i < todo.size() && i < 256; ++i) {
      const std::int32_t at = todo[i];
      if (at == value) return await;
      if (at < 0 || !seen.insert(at).second) continue;
      const auto &inputs = function.value(at)->inputs;
      todo.insert(todo.end(), inputs.begin(), inputs.end());
      const facts::OpT *op = function.definition(at);
      if (!op || op->full_expression != made->full_expression) continue;
      std::vector<std::int32_t> operands = operandsOf(*op);
      todo.insert(todo.end(), operands.begin(), operands.end());
    }
  }
  return nullptr;
}

std::vector<Fate> Fates::of(const Function &function, std::int32_t task) const {
  std::vector<Fate> all;
  follow(function, task, 0, all);
  return all;
}

static bool isOutside(const Function &function, std::int32_t place) {
  const facts::ValueT *v = function.value(place);
  for (int steps = 0; v && steps < 16; ++steps) {
    if (v->kind == ValueKind::Global || v->kind == ValueKind::This || v->kind == ValueKind::Capture) return true;
    if (v->kind == ValueKind::Param || v->kind == ValueKind::Local)
      return function.type(v->type).is(facts::TypeKind::LRef) || v->static_;
    const bool inside = v->kind == ValueKind::Member || v->kind == ValueKind::Elem || v->kind == ValueKind::Deref ||
                        v->kind == ValueKind::Move;
    if (!inside || v->inputs.empty()) return false;
    v = function.value(v->inputs.front());
  }
  return false;
}

// Where a value goes that is put into the place.
static Fate putInto(const Function &function, const facts::OpT &op, std::int32_t place) {
  place = function.strip(place);
  const facts::ValueT *v = function.value(place);
  if (v && v->kind == ValueKind::Local && !isOutside(function, place)) return {Fate::Held, &op, place};
  return {isOutside(function, place) ? Fate::Stored : Fate::Unknown, &op, -1};
}

static bool mentions(const facts::OpT &op, std::int32_t value, const Function &function) {
  for (const auto &argument : op.arguments)
    if (argument->value == value || function.unmoved(argument->value) == value) return true;
  return false;
}

void Fates::follow(const Function &function, std::int32_t value, unsigned depth, std::vector<Fate> &into) const {
  if (value < 0 || depth > 8) return into.push_back({});
  const facts::ValueT &v = *function.value(value);
  if (v.into >= 0) return into.push_back({Fate::Held, function.definition(value), v.into});
  if (v.extended_by >= 0) return into.push_back({Fate::Held, function.definition(value), v.extended_by});
  if (const facts::OpT *await = awaitedTogether(function, value)) return into.push_back({Fate::Awaited, await, -1});
  for (const facts::OpT *op : uses(function).of(value)) {
    if (op->result == value || op == function.definition(value)) continue;
    if (v.kind == ValueKind::Local && op->kind == OpKind::Init && op->destination == value) continue;
    switch (op->kind) {
    case OpKind::Await: into.push_back({Fate::Awaited, op, -1}); break;
    case OpKind::Return: into.push_back({Fate::Returned, op, -1}); break;
    case OpKind::Discard: into.push_back({Fate::Dropped, op, -1}); break;
    case OpKind::Init:
    case OpKind::Assign:
      if (op->kind == OpKind::Init && op->by_reference &&
          v.kind == ValueKind::Local) {  // another name for the variable
        follow(function, op->destination, depth + 2, into);
        break;
      }
      into.push_back(op->destination >= 0 ? putInto(function, *op, op->destination) : Fate{Fate::Unknown, op, -1});
      break;
    case OpKind::Construct:
    case OpKind::Call: call(function, *op, value, depth, into); break;
    case OpKind::Use: break;
    default: into.push_back({Fate::Unknown, op, -1});
    }
  }
}

static bool isInsertion(std::string_view method) {
  static constexpr std::array<std::string_view, 9> names{"push_back",     "emplace_back", "push_front",
                                                         "emplace_front", "push",         "emplace",
                                                         "insert",        "try_emplace",  "insert_or_assign"};
  return std::find(names.begin(), names.end(), method) != names.end();
}

// What leaves a task, or a container of tasks, as it is.
static bool isNeutral(std::string_view method) {
  static constexpr std::array<std::string_view, 13> names{
      "valid",  "operator bool", "operator()cast", "is_ready", "available", "ready",    "done",
      "failed", "size",          "empty",          "reserve",  "capacity",  "operator="};
  return isInsertion(method) || std::find(names.begin(), names.end(), method) != names.end();
}

// What a model or the callee's own body says of a task that it is given.
std::optional<Fate> Fates::consumed(const Function &function, const facts::OpT &op, std::int32_t value,
                                    unsigned depth) const {
  const CallSite *site = storages_.calls().at(function.id(), &op);
  if (!site) return std::nullopt;
  for (const FunctionModel *model : site->models) {
    if (model->blocks == Blocking::Wait || model->runsLoop) return Fate{Fate::Blocked, &op, -1};
    if (model->spawns || model->detaches) return Fate{Fate::Detached, &op, -1};
  }
  const auto body = calledBody(storages_.calls(), function, op);
  if (!body || depth > 4) return std::nullopt;
  const Function &callee = storages_.calls().program().function(*body);
  if (callee.coroutine()) return std::nullopt;
  for (std::size_t i = 0; i < op.arguments.size() && i < callee.body().parameters.size(); ++i) {
    if (op.arguments[i]->value != value && function.unmoved(op.arguments[i]->value) != value) continue;
    std::vector<Fate> inside;
    follow(callee, callee.body().parameters[i], depth + 2, inside);
    auto is = [&](Fate::Kind kind) {
      return std::any_of(inside.begin(), inside.end(), [&](const Fate &f) { return f.kind == kind; });
    };
    // What the callee starts, it may wait for.
    for (Fate &fate : inside)
      if ((fate.kind == Fate::Stored || fate.kind == Fate::Detached) && !outlivesFunction(callee, *fate.op))
        fate.kind = Fate::Unknown;
    for (Fate::Kind kind : {Fate::Blocked, Fate::Unknown, Fate::Stored, Fate::Detached})
      if (is(kind)) return Fate{kind, &op, -1};
  }
  return std::nullopt;
}

void Fates::call(const Function &function, const facts::OpT &op, std::int32_t value, unsigned depth,
                 std::vector<Fate> &into) const {
  const facts::CalleeT *callee = function.callee(op.callee);
  const std::string_view method = callee ? lastComponent(callee->name) : std::string_view(op.name);
  const bool argument = mentions(op, value, function);
  std::optional<Fate> said = consumed(function, op, value, depth);
  const bool passedOn = op.result >= 0 && heldTaskKind(storages_.calls().models(), function.typeOf(op.result).value());
  if (said && said->kind != Fate::Unknown) {
    // co_spawn(…, use_awaitable), spawn_joinable: awaiting the result awaits the task.
    std::vector<Fate> result;
    if (passedOn && said->kind == Fate::Detached) follow(function, op.result, depth + 1, result);
    const bool waited =
        std::any_of(result.begin(), result.end(), [](const Fate &f) { return f.kind != Fate::Dropped; });
    if (!waited) return into.push_back(*said);
    return into.insert(into.end(), result.begin(), result.end()), void();
  }
  if (argument && op.object >= 0 && callee && (callee->operator_ == "=" || (callee->system && isInsertion(method))))
    return into.push_back(putInto(function, op, op.object));
  if (!argument && isNeutral(method)) return;
  if (passedOn) return follow(function, op.result, depth + 1, into);
  into.push_back({Fate::Unknown, &op, -1});
}

}  // namespace cotidy
