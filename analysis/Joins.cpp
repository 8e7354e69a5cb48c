// Every mention of a holder puts work in, takes care of it, or lets somebody else do so; what is left is a path question.
#include "analysis/Joins.h"

#include "analysis/InPlace.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

constexpr unsigned deepest = 3;  // calls and closures that are followed
constexpr std::size_t most = 8;  // places that add to one holder: more say nothing new

Joins::Joins(const Calls &calls) : calls_(calls), program_(calls.program()), errors_(calls) {}

Joins::Holder Joins::holder(Type type) const {
  static constexpr std::array<std::string_view, 4> containers{"std::vector", "std::deque", "std::list",
                                                              "std::forward_list"};
  if (!type || !type.is(facts::TypeKind::Record)) return {};
  if (std::find(containers.begin(), containers.end(), type.name()) != containers.end()) {
    Holder held = holder(type.argument(0));
    // Scopes do not move; a container of threads is common.
    return held && !held.container ? Holder{held.model, true} : Holder{};
  }
  const TypeModel *model = typeModel(calls_.models(), type);
  return model && (model->drop == "terminates" || model->drop == "throws") ? Holder{model, false} : Holder{};
}

// A thread that is made with something to run.
bool Joins::startsWork(const Function &function, std::int32_t value) const {
  const facts::OpT *made = function.definition(function.unmoved(value));
  const CallSite *site = made && made->kind == OpKind::Construct ? calls_.at(function.id(), made) : nullptr;
  if (!site) return false;
  for (const FunctionModel *model : site->models)
    for (const Invocation &how : model->invokes)
      if (how.as == Invocation::ThreadEntry) return true;
  return false;
}

static bool says(const CallSite *site, bool FunctionModel::*what) {
  return site &&
         std::any_of(site->models.begin(), site->models.end(), [&](const FunctionModel *m) { return m->*what; });
}

static bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Joins::Role Joins::calledOn(const Function &function, const Mention &use, Holder holder) const {
  const facts::OpT &op = *use.op;
  const CallSite *site = calls_.at(function.id(), &op);
  if (says(site, &FunctionModel::joins) || says(site, &FunctionModel::detaches)) return Role::Release;
  if (says(site, &FunctionModel::spawns)) return Role::Add;
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee) return Role::Escape;
  const std::string_view name = lastComponent(callee->name);
  if (callee->operator_ == "=")
    return !op.arguments.empty() && startsWork(function, op.arguments.front()->value) ? Role::Add : Role::Release;
  if (holder.container) {
    if (isOneOf(name, {"emplace_back", "push_back", "emplace_front", "push_front"})) return Role::Add;
    return isOneOf(name, {"reserve", "size", "empty", "capacity"}) ? Role::Neutral : Role::Release;
  }
  if (name == "joinable") return Role::Release;  // who asks knows what to do
  // `spawn(work, scope.get_token())`
  for (const facts::OpT *other : function.ops())
    for (const auto &argument : other->arguments)
      if (op.result >= 0 && function.unmoved(argument->value) == op.result)
        return says(calls_.at(function.id(), other), &FunctionModel::spawns) ? Role::Add : Role::Escape;
  return callee->const_ || isOneOf(name, {"get_token", "native_handle", "request_stop", "close"}) ? Role::Neutral
                                                                                                  : Role::Escape;
}

// What a function does with a parameter, or a closure with what it captures.
Joins::Role Joins::inside(FunctionId id, std::int32_t variable, Holder holder, unsigned depth) const {
  const Function &function = program_.function(id);
  if (depth >= deepest || variable < 0) return Role::Escape;
  const Life life = lifeOf(function, Mentions(function), variable, holder, depth + 1);
  if (life.escapes || !life.releases.empty()) return Role::Escape;
  return life.adds.empty() ? Role::Neutral : Role::Add;
}

// `co_await with_gate(gate, work)`: somebody waits for the work itself.
bool Joins::isKept(const Function &function, const facts::OpT &op) const {
  if (op.statement || op.result < 0 || !taskKind(calls_.models(), function.typeOf(op.result).value()).pending())
    return false;
  return std::none_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *other) {
    return other->kind == OpKind::Discard && function.unmoved(other->source) == op.result;
  });
}

Joins::Role Joins::passed(const Function &function, const Mention &use, Holder holder, unsigned depth) const {
  const CallSite *site = calls_.at(function.id(), use.op);
  if (says(site, &FunctionModel::joins)) return Role::Release;
  if (says(site, &FunctionModel::spawns)) return isKept(function, *use.op) ? Role::Neutral : Role::Add;
  const facts::ValueT *value = function.value(use.value);
  if (value && value->kind == ValueKind::Move) return Role::Release;
  if (!site || !site->certain || site->targets.size() != 1) return Role::Escape;
  const auto &parameters = program_.function(site->targets.front()).body().parameters;
  for (std::size_t i = 0; i < use.op->arguments.size() && i < parameters.size(); ++i)
    if (use.op->arguments[i]->value == use.value) return inside(site->targets.front(), parameters[i], holder, depth);
  return Role::Escape;
}

// Nobody knows whether and when a closure runs: what it adds is no evidence, but what it joins is care.
Joins::Role Joins::captured(const Function &function, const Mention &use, Holder holder, unsigned depth) const {
  if (!use.captured || use.captured->how != facts::Capture::Reference) return Role::Release;
  std::vector<FunctionId> bodies = program_.callOperators(function, use.op->function);
  if (bodies.empty()) return Role::Escape;
  for (FunctionId id : bodies) {
    const auto &values = program_.function(id).body().values;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i]->kind == ValueKind::Capture && values[i]->name == use.captured->name &&
          inside(id, static_cast<std::int32_t>(i), holder, depth) == Role::Escape)
        return Role::Escape;
  }
  return Role::Neutral;
}

Joins::Role Joins::roleOf(const Function &function, const Mention &use, Holder holder, unsigned depth) const {
  switch (use.as) {
  case Mention::End: return Role::Neutral;
  case Mention::Object: return calledOn(function, use, holder);
  case Mention::Argument: return passed(function, use, holder, depth);
  case Mention::Capture: return captured(function, use, holder, depth);
  case Mention::Destination:
    if (use.op->by_reference) return Role::Neutral;
    if (startsWork(function, use.op->source)) return Role::Add;
    return use.op->kind == OpKind::Assign ? Role::Release : Role::Neutral;
  case Mention::Source: break;
  }
  switch (use.op->kind) {
  case OpKind::Use:
  case OpKind::Discard: return Role::Neutral;
  case OpKind::Init: return use.op->by_reference && !holder.container ? Role::Escape : Role::Release;
  default: return Role::Release;  // returned, awaited, assigned: somebody has it
  }
}

Joins::Life Joins::lifeOf(const Function &function, const Mentions &uses, std::int32_t variable, Holder holder,
                          unsigned depth) const {
  Life life;
  for (const Mention &use : uses.of(variable)) {
    switch (roleOf(function, use, holder, depth)) {
    case Role::Add: life.adds.push_back(use.op); break;
    case Role::Release: life.releases.push_back(use.op); break;
    case Role::Escape: life.escapes = true; break;
    case Role::Neutral: break;
    }
  }
  return life;
}

// How the block leaves the function before the operation at which the variable dies.
static const facts::OpT *leaving(const Function &function, const facts::OpT *end) {
  const facts::OpT *last = nullptr;
  for (const facts::BlockT *block : function.blocks()) {
    last = nullptr;
    for (const auto &op : block->ops) {
      if (op->kind == OpKind::Return || op->kind == OpKind::CoReturn || op->kind == OpKind::Throw) last = op.get();
      if (op.get() == end) return op->kind == OpKind::Call || op->kind == OpKind::Await ? end : last;
    }
  }
  return nullptr;
}

// `if (flag) start(); … if (flag) join();`: a way through the second that contradicts the first does not exist.
static bool asksTwice(const Function &function, const Way &way) {
  for (const Branch &branch : way.branches) {
    const std::int32_t condition = branch.block->terminator->condition;
    const facts::ValueT *value = function.value(condition);
    if (!value || value->kind == ValueKind::Temp || value->kind == ValueKind::Expr) continue;
    const std::string key = function.placeKey(condition);
    for (const facts::BlockT *other : function.blocks())
      if (other != branch.block && other->terminator && function.placeKey(other->terminator->condition) == key)
        return true;
  }
  return false;
}

// Work that is over when it was added, and work whose scheduler the function turns itself: `loop.run()`, `clock.next()`.
bool Joins::isDoneHere(const Function &function, const facts::OpT &add, const TypeModel &model) const {
  if (model.role != TypeRole::Scope || add.arguments.empty()) return false;
  if (runsInPlace(calls_, function, add)) return true;
  std::set<std::int32_t> places;
  for (const auto &argument : add.arguments) places.merge(ingredientsOf(function, argument->value).places);
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call && op->statement ? function.callee(op->callee) : nullptr;
    if (!callee || callee->const_ || op == &add || !places.count(function.unmoved(op->object))) return false;
    return findWay(function, &add, {{}, [&](const facts::OpT &other) { return &other == op; }, false}).has_value();
  });
}

std::optional<Unjoined> Joins::pathWithout(const Function &function, std::int32_t variable, Holder holder,
                                           const Life &life, bool errors) const {
  const facts::ValueT &local = *function.value(variable);
  // `EXPECT_THROW(co_await scope.join(), …)`: the way around the join is the macro's own.
  auto tried = [](const facts::OpT *op) { return op->try_ >= 0 && op->place && op->place->macro(); };
  if (std::any_of(life.releases.begin(), life.releases.end(), tried)) return std::nullopt;
  WayQuestion question;
  question.exceptions = true;
  // A loop that joins runs for each of them, also where the graph knows a way around it.
  question.blocked = [&](const facts::OpT &op) {
    return std::any_of(life.releases.begin(), life.releases.end(), [&](const facts::OpT *release) {
      return release == &op || (holder.container && release->loop >= 0 && inLoop(function.body(), op, release->loop));
    });
  };
  question.ends = [&](const facts::OpT &op) {
    if (op.kind == OpKind::Destroy || op.kind == OpKind::End) return function.strip(op.source) == variable;
    const bool throws = op.kind == OpKind::Throw || ((errors || op.try_ >= 0) && errors_.at(op));
    return throws && op.try_ == local.try_;  // an inner handler would keep it alive
  };
  for (std::size_t i = 0; i < life.adds.size() && i < most; ++i) {
    std::optional<Way> way = findWay(function, life.adds[i], question);
    if (!way || asksTwice(function, *way) || isDoneHere(function, *life.adds[i], *holder.model)) continue;
    const facts::OpT *leaves = leaving(function, way->end);
    return Unjoined{variable, holder.model, holder.container, life.adds[i], std::move(*way), leaves};
  }
  return std::nullopt;
}

std::vector<Unjoined> Joins::unjoinedIn(const Function &function, bool errors) const {
  std::vector<Unjoined> found;
  if (function.body().flat) return found;
  std::optional<Mentions> uses;
  const auto &values = function.body().values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]->kind != ValueKind::Local || values[i]->static_) continue;
    const Holder held = holder(function.type(values[i]->type));
    if (!held) continue;
    if (!uses) uses.emplace(function);
    const auto variable = static_cast<std::int32_t>(i);
    const Life life = lifeOf(function, *uses, variable, held, 0);
    if (life.escapes || life.adds.empty()) continue;
    if (auto way = pathWithout(function, variable, held, life, errors)) found.push_back(std::move(*way));
  }
  return found;
}

// Code that nobody showed us may join it: a destructor or a method that is only declared.
bool Joins::mayBeJoinedElsewhere(const Function &function, const facts::ValueT &member, const facts::OpT &add) const {
  const facts::ValueT *base = member.inputs.empty() ? nullptr : function.value(member.inputs.front());
  if (!base) return true;
  Type owner = base->kind == ValueKind::This ? Type(function.unit(), function.head().class_)
                                             : function.typeOf(member.inputs.front()).object();
  const facts::TypeT *type = owner.facts();
  if (!type || !type->args.empty() || function.head().pattern) return true;
  const auto &callees = function.unit()->callees;
  if (type->destructor == facts::Destructor::User &&
      (type->destructor_callee < 0 || !program_.resolve(function, callees[type->destructor_callee]->key)))
    return true;
  bool hidden = std::any_of(callees.begin(), callees.end(), [&](const auto &callee) {
    Type of = callee->class_ < 0 ? Type() : Type(function.unit(), callee->class_);
    return of.key() == owner.key() && callee->body == facts::BodySeen::Nowhere &&
           callee->constructor == facts::ConstructorKind::None && !callee->destructor;
  });
  // A header shows a part of its class; the file that implements it shows all.
  const bool inHeader = !add.place || function.body().files[add.place->file()] != function.unit()->source;
  return hidden || (inHeader && program_.units().size() < 2);
}

std::vector<UnjoinedMember> Joins::unjoinedMembers() const {
  struct Member {
    std::optional<UnjoinedMember> add;
    bool cared = false;
  };
  std::map<std::string, Member> members;  // by the field's USR
  auto look = [&](const Function &function, Mention use) {
    const facts::ValueT *value = function.value(function.unmoved(use.value));
    for (int steps = 0; value && value->kind != ValueKind::Member && !value->inputs.empty() && steps < 8; ++steps)
      value = function.value(value->inputs.front());
    if (!value || value->kind != ValueKind::Member) return;
    const Holder held = holder(function.type(value->type));
    if (!held) return;
    Member &member = members[value->usr];
    Role role = roleOf(function, use, held, 0);
    if (role == Role::Add && !member.add) {
      if (mayBeJoinedElsewhere(function, *value, *use.op))
        member.cared = true;
      else
        member.add = UnjoinedMember{function.id(), use.op, value->name, held.model};
    }
    member.cared |= role == Role::Release || role == Role::Escape;
  };
  for (const auto &function : program_.functions())
    for (const facts::OpT *op : function->ops()) {
      if (op->object >= 0) look(*function, {Mention::Object, op, op->object});
      for (const auto &argument : op->arguments) look(*function, {Mention::Argument, op, argument->value});
      const bool ends = op->kind == OpKind::Destroy || op->kind == OpKind::End;
      if (op->source >= 0 && !ends) look(*function, {Mention::Source, op, op->source});
      if (op->destination >= 0) look(*function, {Mention::Destination, op, op->destination});
    }
  std::vector<UnjoinedMember> found;
  for (auto &[key, member] : members)
    if (member.add && !member.cared) found.push_back(std::move(*member.add));
  return found;
}

}  // namespace cotidy
