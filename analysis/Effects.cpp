// Summaries, bottom-up. Breadth-first from the leaves against the direction of the calls: each function gets the shortest
// way, recursion needs no special care, and ties go to the earlier operation, so that the result is deterministic.
#include "analysis/Effects.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

Effect effectOf(Blocking blocking) {
  switch (blocking) {
  case Blocking::Sleep: return Effect::Sleep;
  case Blocking::Wait: return Effect::Wait;
  case Blocking::Lock: return Effect::Lock;
  case Blocking::File: return Effect::File;
  case Blocking::Network: return Effect::Network;
  case Blocking::Process: return Effect::Process;
  case Blocking::Database: return Effect::Database;
  case Blocking::Console: return Effect::Console;
  case Blocking::None: break;
  }
  return Effect::Count;
}

// What makes a destructor worth a finding. Closing a file is not: every stream does it.
static constexpr Effect waits[] = {Effect::Wait, Effect::Sleep, Effect::Network, Effect::Process, Effect::Database, Effect::Destructor};

Effects::Effects(const Calls &calls) : calls_(calls), program_(calls.program()), summaries_(program_.functions().size()) {
  findPolling();
  // A destructor's effect rests on the others'.
  for (int i = 0; i < static_cast<int>(Effect::Count); ++i)
    if (static_cast<Effect>(i) != Effect::Destructor) summarise(static_cast<Effect>(i));
  summarise(Effect::Destructor);
}

void Effects::findPolling() {
  for (const auto &function : program_.functions()) {
    std::set<std::int32_t> loops;
    for (std::size_t i = 0; i < function->body().loops.size(); ++i)
      if (polls(calls_, *function, static_cast<std::int32_t>(i))) loops.insert(static_cast<std::int32_t>(i));
    polling_.push_back(std::move(loops));
  }
}

std::int32_t Effects::pollingLoop(const Function &function, const facts::OpT &op) const {
  const auto &loops = polling_[function.id()];
  for (std::int32_t loop = op.loop; loop >= 0; loop = function.body().loops[loop]->parent)
    if (loops.count(loop)) return loop;
  return -1;
}

const Witness *Effects::of(FunctionId function, Effect effect) const {
  const auto &found = summaries_[function][static_cast<std::size_t>(effect)];
  return found ? &*found : nullptr;
}

// Known by a model to block.
std::optional<Witness> Effects::leaf(const Function &function, const CallSite &site, Effect effect) const {
  Witness found{function.id(), site.op, {}, Effect::Count, nullptr, site.name, {}, -1, true};
  for (const FunctionModel *model : site.models)
    if (model->nonblocking) return std::nullopt;
  for (const FunctionModel *model : site.models)
    if (model->blocks != Blocking::None && effectOf(model->blocks) == effect) {
      found.model = model;
      return found;
    }
  return std::nullopt;
}

// `return local;` is a construction from the local.
static bool returns(const Function &function, std::int32_t source, std::int32_t object) {
  if (function.strip(source) == object) return true;
  const facts::OpT *made = function.definition(source);
  return made && made->kind == OpKind::Construct && made->arguments.size() == 1 && function.strip(made->arguments.front()->value) == object;
}

// A temporary that a call takes by value or by rvalue reference is the callee's: a coroutine moves it into its frame.
static bool isTaken(const Function &function, const facts::OpT &op, std::int32_t temporary) {
  const facts::CalleeT *callee = function.callee(op.callee);
  for (std::size_t i = 0; callee && i < op.arguments.size() && i < callee->parameters.size(); ++i)
    if (op.arguments[i]->value == temporary && !function.typeOfCallee(callee->parameters[i]->type).is(facts::TypeKind::LRef)) return true;
  return false;
}

// What became of a local before its destructor: handed on, returned, joined. Flow-insensitive: once is enough.
static bool isSettled(const Function &function, std::int32_t object, const std::vector<std::string> &methods) {
  object = function.strip(object);
  const facts::ValueT *v = function.value(object);
  if (v && v->kind == facts::ValueKind::Temp)
    return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) { return isTaken(function, *op, object); });
  if (!v || v->kind != facts::ValueKind::Local) return false;
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = function.callee(op->callee);
    if ((op->kind == OpKind::Return || op->kind == OpKind::CoReturn) && returns(function, op->source, object)) return true;
    if (callee && op->object >= 0 && function.strip(op->object) == object &&
        std::find(methods.begin(), methods.end(), lastComponent(callee->name)) != methods.end())
      return true;
    for (const auto &argument : op->arguments)  // moved into something else
      if (argument->value >= 0 && function.value(argument->value)->kind == facts::ValueKind::Move && function.strip(argument->value) == object)
        return true;
  }
  // Made empty, and never assigned.
  const auto &writes = function.writes(object);
  const facts::OpT *made = writes.size() == 1 ? function.definition(writes.front()->source) : nullptr;
  const facts::CalleeT *constructor = made && made->kind == OpKind::Construct ? function.callee(made->callee) : nullptr;
  bool assigned = std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = function.callee(op->callee);
    return callee && callee->operator_ == "=" && function.strip(op->object) == object;
  });
  return !methods.empty() && constructor && constructor->constructor == facts::ConstructorKind::Default && made->arguments.empty() && !assigned;
}

// `co_await object.shutdown()`: a destructor that waits only where nobody did that has nothing left to wait for.
static bool isShutDown(const Function &function, std::int32_t object) {
  static constexpr std::string_view methods[] = {"shutdown", "close", "stop", "join", "finish", "drain", "cleanup", "wait", "joinAsync"};
  object = function.strip(object);
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::OpT *made = op->kind == OpKind::Await ? function.definition(function.unmoved(op->source)) : nullptr;
    const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
    return callee && made->object >= 0 && function.strip(made->object) == object &&
           std::find(std::begin(methods), std::end(methods), lastComponent(callee->name)) != std::end(methods);
  });
}

// A type whose destructor a model knows.
std::optional<Witness> Effects::modelledDestruction(const Function &function, const TypeModel &model, std::int32_t value, Witness found) const {
  auto origins = calls_.originsOf(function, value);
  bool fits = model.destructorOrigins.empty() || std::any_of(origins.begin(), origins.end(), [&](std::string_view origin) {
                return std::find(model.destructorOrigins.begin(), model.destructorOrigins.end(), origin) != model.destructorOrigins.end();
              });
  found.note = model.destructorNote;
  return fits && !isSettled(function, value, model.destructorUnless) ? std::optional(found) : std::nullopt;
}

// The destructor of a type: known by a model, written by the user, or that of a base or member.
std::optional<Witness> Effects::destruction(const Function &function, const facts::OpT &op, Type type, std::int32_t value, unsigned depth) const {
  constexpr unsigned deepest = 4;
  if (!type || !type.is(facts::TypeKind::Record) || depth > deepest) return std::nullopt;
  Witness found{function.id(), &op, {}, Effect::Count, nullptr, std::string(type.name()) + "::~" + std::string(lastComponent(type.name())), {}, -1, true};
  if (const TypeModel *model = calls_.models().type(type.name()); model && model->destructorBlocks != Blocking::None)
    return modelledDestruction(function, *model, value, found);
  if (isSettled(function, value, {}) || isShutDown(function, value)) return std::nullopt;
  if (type.facts()->destructor == facts::Destructor::User && type.facts()->destructor_callee >= 0) {
    auto body = program_.resolve(function, type.unit()->callees[type.facts()->destructor_callee]->key);
    for (Effect effect : waits)
      if (const Witness *inner = body ? of(*body, effect) : nullptr) {
        found.next = *body;
        found.nextEffect = effect;
        found.certain = inner->certain;
        return found;
      }
  }
  for (std::int32_t base : type.facts()->bases)
    if (auto inner = destruction(function, op, Type(type.unit(), base), -1, depth + 1)) return inner;
  for (const auto &field : type.facts()->fields)
    if (auto inner = destruction(function, op, Type(type.unit(), field->type), -1, depth + 1)) return inner;
  return std::nullopt;
}

std::optional<Witness> Effects::destruction(const Function &function, const facts::OpT &op) const {
  Type type = function.typeOf(op.source);
  if (op.kind == OpKind::Delete) type = type.target();
  else if (type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer)) return std::nullopt;
  return destruction(function, op, type.value(), op.source, 0);
}

// Carried up from a function that the operation runs.
std::optional<Witness> Effects::through(const Function &function, const facts::OpT &op, Effect effect) const {
  std::vector<FunctionId> targets;
  bool certain = true;
  if (const CallSite *site = calls_.at(function.id(), &op)) {
    targets = site->targets;
    certain = site->certain;
  }
  for (std::int32_t part : op.awaiter_callees)
    if (const facts::CalleeT *callee = function.callee(part))
      if (auto body = program_.resolve(function, callee->key)) targets.push_back(*body);
  for (FunctionId target : targets) {
    const Function &called = program_.function(target);
    if (called.coroutine() && !called.generator()) continue;  // it speaks for itself
    const Witness *inner = of(target, effect);
    if (inner) return Witness{function.id(), &op, target, effect, nullptr, {}, {}, -1, certain && inner->certain};
  }
  return std::nullopt;
}

std::optional<Witness> Effects::of(const Function &function, const facts::OpT &op, Effect effect) const {
  if (effect == Effect::Destructor && (op.kind == OpKind::Destroy || op.kind == OpKind::Delete))
    if (auto found = destruction(function, op)) return found;
  if (effect == Effect::BusyWait)
    if (std::int32_t loop = pollingLoop(function, op); loop >= 0)
      return Witness{function.id(), &op, {}, Effect::Count, nullptr, "a polling loop", {}, loop, true};
  if (op.kind == OpKind::Call || op.kind == OpKind::Construct)
    if (const CallSite *site = calls_.at(function.id(), &op))
      if (auto found = leaf(function, *site, effect)) return found;
  return through(function, op, effect);
}

void Effects::summarise(Effect effect) {
  const auto slot = static_cast<std::size_t>(effect);
  for (bool changed = true; changed;) {
    // One level of the breadth-first search: what is found now must not be seen before the next level.
    std::vector<std::pair<FunctionId, Witness>> found;
    for (const auto &function : program_.functions()) {
      if (summaries_[function->id()][slot]) continue;
      for (const facts::OpT *op : function->ops())
        if (auto witness = of(*function, *op, effect)) {
          found.emplace_back(function->id(), std::move(*witness));
          break;
        }
    }
    changed = !found.empty();
    for (auto &[id, witness] : found) summaries_[id][slot] = std::move(witness);
  }
}

std::vector<Witness> Effects::chain(const Witness &from) const {
  std::vector<Witness> steps{from};
  while (steps.back().next) {
    const Witness *next = of(*steps.back().next, steps.back().nextEffect);
    if (!next || steps.size() > program_.functions().size()) break;
    steps.push_back(*next);
  }
  return steps;
}

}  // namespace cotidy
