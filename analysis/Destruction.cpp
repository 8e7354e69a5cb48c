// What the end of an object's life does to its thread, and what may have happened before so that nothing is left to wait for.
#include "analysis/Effects.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

// What makes a destructor worth a finding.
static constexpr Effect waits[] = {Effect::Wait,     Effect::Sleep,      Effect::Network, Effect::Process,
                                   Effect::Database, Effect::Destructor, Effect::File};

// `return local;` is a construction from the local.
static bool returns(const Function &function, std::int32_t source, std::int32_t object) {
  if (function.strip(source) == object) return true;
  const facts::OpT *made = function.definition(source);
  return made && made->kind == OpKind::Construct && made->arguments.size() == 1 &&
         function.strip(made->arguments.front()->value) == object;
}

// A temporary that a call takes by value or by rvalue reference is the callee's: a coroutine moves it into its frame.
static bool isTaken(const Function &function, const facts::OpT &op, std::int32_t temporary) {
  const facts::CalleeT *callee = function.callee(op.callee);
  for (std::size_t i = 0; callee && i < op.arguments.size() && i < callee->parameters.size(); ++i)
    if (op.arguments[i]->value == temporary &&
        !function.typeOfCallee(callee->parameters[i]->type).is(facts::TypeKind::LRef))
      return true;
  return false;
}

// The variable that `pointer->` and `*pointer` speak of, where it owns what it points to.
static std::int32_t denoted(const Function &function, std::int32_t id) {
  for (id = function.strip(id);;) {
    const facts::ValueT *v = function.value(id);
    const facts::OpT *op = function.definition(id);
    const facts::CalleeT *callee =
        op && op->kind == OpKind::Call && op->object >= 0 ? function.callee(op->callee) : nullptr;
    if (callee && op->arguments.empty() && (callee->operator_ == "->" || callee->operator_ == "*"))
      id = function.strip(op->object);
    else if (v && v->kind == facts::ValueKind::Deref && !v->inputs.empty())
      id = function.strip(v->inputs.front());
    else
      return id;
  }
}

// What became of a local before its destructor: handed on, returned, joined, awaited. Flow-insensitive: once is enough.
static bool isSettled(const Function &function, std::int32_t object, const std::vector<std::string> &methods) {
  object = function.strip(object);
  const facts::ValueT *v = function.value(object);
  const auto &ops = function.ops();
  if (v && std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
        return op->kind == OpKind::Await && function.strip(op->source) == object;
      }))
    return true;
  if (v && v->kind == facts::ValueKind::Temp)
    return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
      if (op->kind == OpKind::Init && !op->by_reference && function.unmoved(op->source) == object)
        return true;  // `pool_(std::make_unique<Pool>())`: it is the member
      const facts::CalleeT *callee =
          op->object >= 0 && function.strip(op->object) == object ? function.callee(op->callee) : nullptr;
      const bool ended = callee && std::find(methods.begin(), methods.end(), lastComponent(callee->name)) !=
                                       methods.end();  // `async(…).share()`
      return ended || isTaken(function, *op, object);
    });
  if (!v || v->kind != facts::ValueKind::Local) return false;
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = function.callee(op->callee);
    if ((op->kind == OpKind::Return || op->kind == OpKind::CoReturn) && returns(function, op->source, object))
      return true;
    if (callee && op->object >= 0 && denoted(function, op->object) == object &&
        std::find(methods.begin(), methods.end(), lastComponent(callee->name)) != methods.end())
      return true;
    for (const auto &argument : op->arguments)  // moved into something else
      if (argument->value >= 0 && function.value(argument->value)->kind == facts::ValueKind::Move &&
          function.strip(argument->value) == object)
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
  return !methods.empty() && constructor && constructor->constructor == facts::ConstructorKind::Default &&
         made->arguments.empty() && !assigned;
}

// `co_await object.shutdown()`.
static bool shutsDown(const Function &function, const facts::OpT &op, std::int32_t object) {
  static constexpr std::string_view methods[] = {"shutdown", "close",   "stop", "join",     "finish",
                                                 "drain",    "cleanup", "wait", "joinAsync"};
  const facts::OpT *made = op.kind == OpKind::Await ? function.definition(function.unmoved(op.source)) : nullptr;
  const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
  return callee && made->object >= 0 && denoted(function, made->object) == object &&
         std::find(std::begin(methods), std::end(methods), lastComponent(callee->name)) != std::end(methods);
}

// `if (object.isOpen())`: who asks the object knows which way needs the shutdown.
static bool asks(const Function &function, const facts::BlockT &block, std::int32_t object) {
  const facts::ValueT *condition = block.terminator ? function.value(block.terminator->condition) : nullptr;
  std::int32_t asked = block.terminator ? block.terminator->condition : -1;
  if (condition && condition->kind == facts::ValueKind::Not && !condition->inputs.empty())
    asked = condition->inputs.front();
  const facts::OpT *call = function.definition(asked);
  return asked >= 0 && (denoted(function, asked) == object ||
                        (call && call->object >= 0 && denoted(function, call->object) == object));
}

// A destructor that waits only where nobody shut the object down has nothing left to do where that happened on every way.
static bool isShutDown(const Function &function, std::int32_t object, const facts::OpT &end) {
  object = function.strip(object);
  const auto &ops = function.ops();
  if (std::none_of(ops.begin(), ops.end(), [&](const facts::OpT *op) { return shutsDown(function, *op, object); }))
    return false;
  std::map<std::int32_t, bool> entry{{function.body().entry, false}};
  std::vector<std::int32_t> todo{function.body().entry};
  bool atTheEnd = false;  // the last visit of the end has the final answer: states only fall
  auto push = [&](std::int32_t to, bool down) {
    auto [known, isNew] = entry.try_emplace(to, down);
    if (!isNew && (known->second == down || !known->second)) return;
    known->second = down;
    todo.push_back(to);
  };
  while (!todo.empty()) {
    const facts::BlockT *block = function.block(todo.back());
    todo.pop_back();
    if (!block) continue;
    bool down = entry[block->id];
    for (const auto &op : block->ops) {
      if (op.get() == &end) atTheEnd = down;
      if (op->try_ >= 0) push(op->try_, down);
      if (op->kind == OpKind::Init && op->destination == object) down = false;
      down |= shutsDown(function, *op, object);
    }
    down |= asks(function, *block, object);
    for (std::int32_t next : function.successors(*block)) push(next, down);
  }
  return atTheEnd;
}

// A type whose destructor a model knows.
std::optional<Witness> Effects::modelledDestruction(const Function &function, const TypeModel &model,
                                                    std::int32_t value, Witness found) const {
  auto origins = calls_.originsOf(function, value);
  bool fits =
      model.destructorOrigins.empty() || std::any_of(origins.begin(), origins.end(), [&](std::string_view origin) {
        return std::find(model.destructorOrigins.begin(), model.destructorOrigins.end(), origin) !=
               model.destructorOrigins.end();
      });
  found.note = model.destructorNote;
  return fits && !isSettled(function, value, model.destructorUnless) ? std::optional(found) : std::nullopt;
}

// The destructor of a type: known by a model, written by the user, or that of a base or member.
std::optional<Witness> Effects::destruction(const Function &function, const facts::OpT &op, Type type,
                                            std::int32_t value, unsigned depth) const {
  constexpr unsigned deepest = 4;
  if (!type || !type.is(facts::TypeKind::Record) || depth > deepest) return std::nullopt;
  if (type.name() == "std::unique_ptr") return destruction(function, op, type.argument(0), value, depth + 1);
  Witness found{function.id(),
                &op,
                {},
                Effect::Count,
                nullptr,
                std::string(type.name()) + "::~" + std::string(lastComponent(type.name())),
                {},
                -1,
                true};
  const TypeModel *model = calls_.models().type(type.name());
  if (model && model->destructorBlocks != Blocking::None) return modelledDestruction(function, *model, value, found);
  // `guard.dismiss()`: what a guard would run at its end, it does not run.
  const auto dismissed = model ? model->destructorUnless : std::vector<std::string>();
  if (isSettled(function, value, dismissed) || isShutDown(function, value, op)) return std::nullopt;
  if (type.facts()->destructor == facts::Destructor::User && type.facts()->destructor_callee >= 0) {
    auto body = program_.resolve(function, type.unit()->callees[type.facts()->destructor_callee]->key);
    for (Effect effect : waits)
      if (const Witness *inner = body ? of(*body, effect) : nullptr) {
        if (effect == Effect::File &&
            lastComponent(chain(*inner).back().subject).find("close") != std::string_view::npos)
          continue;  // every stream does it
        found.next = *body;
        found.nextEffect = effect;
        found.certain = inner->certain;
        found.doubtful = inner->doubtful;
        return found;
      }
  }
  for (std::int32_t base : type.facts()->bases)
    if (auto inner = destruction(function, op, Type(type.unit(), base), -1, depth + 1)) return inner;
  for (const auto &field : type.facts()->fields)
    if (auto inner = destruction(function, op, Type(type.unit(), field->type), -1, depth + 1)) return inner;
  return std::nullopt;
}

// `owner_.reset();` of a unique pointer that is a member: the object dies here.
static bool letsGo(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.object >= 0 ? function.callee(op.callee) : nullptr;
  const facts::ValueT *object = callee ? function.value(function.strip(op.object)) : nullptr;
  return object && object->kind == facts::ValueKind::Member && callee->name == "std::unique_ptr::reset" &&
         op.arguments.empty();
}

std::optional<Witness> Effects::destruction(const Function &function, const facts::OpT &op) const {
  if (op.kind == OpKind::Call)
    return letsGo(function, op) ? destruction(function, op, function.typeOf(op.object).object(), op.object, 0)
                                : std::nullopt;
  Type type = function.typeOf(op.source);
  if (op.kind == OpKind::Delete)
    type = type.target();
  else if (type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer))
    return std::nullopt;
  return destruction(function, op, type.value(), op.source, 0);
}

}  // namespace cotidy
