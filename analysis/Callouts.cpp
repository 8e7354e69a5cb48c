// What is called comes from somewhere (Origins). Stored by others: foreign code. Summaries carry it up to the callers, as
// long as the object stays the same one; each level finds the callers of the level before.
#include "analysis/Callouts.h"

#include "analysis/KeptObjects.h"
#include "analysis/Listeners.h"
#include "analysis/Made.h"
#include "analysis/MemberUses.h"
#include "analysis/Tasks.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

Callouts::Callouts(const Calls &calls, const Locks &locks)
    : calls_(calls), locks_(locks), program_(calls.program()), summaries_(program_.functions().size()) {
  // A type whose constructor wraps a callable.
  for (const auto &model : calls.models().functions())
    for (const std::string &name : model->names) {
      std::size_t scope = name.rfind("::");
      if (!model->wraps || scope == std::string::npos) continue;
      std::string type = name.substr(0, scope);
      if (lastComponent(type) == lastComponent(name)) erased_.insert(type);
    }
  collectRegistrations();
  summarise();
}

// `void subscribe(Listener *l) { listeners_.push_back(l); }`
void Callouts::collectRegistrations() {
  auto isGiven = [](const Function &function, std::int32_t value) {
    return originOf(function, value).kind == Origin::Parameter;
  };
  for (const auto &function : program_.functions()) {
    if (isConstructor(*function)) continue;
    for (const facts::OpT *op : function->ops()) {
      if ((op->kind == OpKind::Init || op->kind == OpKind::Assign) && op->destination >= 0) {
        const facts::ValueT *to = function->value(op->destination);
        if (to->kind == ValueKind::Member && isGiven(*function, op->source)) registered_.insert(to->usr);
        if (to->kind == ValueKind::Global && isGiven(*function, op->source)) registered_.insert(to->name);
      }
      if (op->kind != OpKind::Call || op->object < 0 || op->arguments.empty()) continue;
      Origin target = originOf(*function, op->object);
      const bool gives = std::any_of(op->arguments.begin(), op->arguments.end(),
                                     [&](const auto &a) { return isGiven(*function, a->value); });
      if (target.kind == Origin::Field && gives) registered_.insert(function->value(target.value)->usr);
    }
  }
}

// std::function and its like, and plain pointers to functions.
bool Callouts::isErased(Type type) const {
  type = type.value();
  if (type.is(TypeKind::Pointer)) return type.target().is(TypeKind::Function);
  auto names = type.namesWithBases();
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return erased_.count(calls_.models().normalise(name)) > 0; });
}

// The value that the operation calls; -1 where it calls a function.
std::int32_t Callouts::called(const Function &function, const facts::OpT &op) const {
  if (op.kind != OpKind::Call) return -1;
  const facts::CalleeT *callee = function.callee(op.callee);
  if (op.callee_value >= 0 && !op.dependent) return op.callee_value;
  if (callee && callee->operator_ == "()") return op.object;
  const CallSite *site = calls_.at(function.id(), &op);
  for (const FunctionModel *model : site ? site->models : std::vector<const FunctionModel *>{})
    for (const Invocation &how : model->invokes)  // std::invoke
      if (how.when == Invocation::Now && !how.repeated && how.argument == 0 && op.object < 0 && !op.arguments.empty() &&
          model->blocks == Blocking::None)
        return op.arguments.front()->value;
  return -1;
}

static std::string nameOf(const Function &function, std::int32_t value, const Origin &origin) {
  const facts::ValueT *v = function.value(function.unmoved(value));
  if (v && !v->name.empty() && v->kind != ValueKind::Member) return v->name;
  const facts::ValueT *source = function.value(origin.value);
  return source && !source->name.empty() ? std::string(lastComponent(source->name)) : v ? v->name : std::string();
}

// Does the body call a method of the class, or something that nobody knows?
static bool comesBack(const Calls &calls, FunctionId id, const std::string &owner, std::set<FunctionId> &seen) {
  constexpr std::size_t most = 64;
  if (!seen.insert(id).second) return false;
  if (seen.size() > most) return true;
  const Function &body = calls.program().function(id);
  for (const facts::OpT *op : body.ops()) {
    if (op->kind != OpKind::Call && op->kind != OpKind::Construct) continue;
    const facts::CalleeT *callee = body.callee(op->callee);
    const CallSite *site = calls.at(id, op);
    const std::vector<FunctionId> targets = site ? site->targets : std::vector<FunctionId>();
    if (callee && body.typeOfCallee(callee->class_).name() == owner) return true;
    if (!callee && op->kind == OpKind::Call && targets.empty()) return true;
    if (std::any_of(targets.begin(), targets.end(),
                    [&](FunctionId next) { return comesBack(calls, next, owner, seen); }))
      return true;
  }
  return false;
}

static bool areOfOneClass(const std::string &a, const std::string &b) {
  auto isInside = [](const std::string &inner, const std::string &outer) {
    return inner == outer || inner.starts_with(outer + "::");
  };
  return !a.empty() && !b.empty() && (isInside(a, b) || isInside(b, a));
}

// What the operation puts into the member; -1 for nothing.
static std::int32_t putInto(const std::string &member, const Function &function, const facts::OpT &op) {
  auto isMember = [&](std::int32_t id) {
    const facts::ValueT *value = function.value(id);
    return value && value->kind == ValueKind::Member && value->usr == member;
  };
  if ((op.kind == OpKind::Init || op.kind == OpKind::Assign) && isMember(op.destination)) return op.source;
  const facts::CalleeT *callee = op.kind == OpKind::Call && isMember(op.object) ? function.callee(op.callee) : nullptr;
  return callee && callee->operator_ == "=" && op.arguments.size() == 1 ? op.arguments.front()->value : -1;
}

namespace {
/// Follows back what is ever put into a member that is called: is all of it written in one family of classes?
class OwnCallbacks {
public:
  OwnCallbacks(const Calls &calls, const Function &caller)
      : calls_(calls), owner_(calls.program().classAround(caller).name()) {}

  bool areAll(const std::string &member) const {
    bool any = false;
    for (const auto &function : calls_.program().functions())
      for (const facts::OpT *op : function->ops()) {
        const std::int32_t value = putInto(member, *function, *op);
        if (value < 0) continue;
        if (!isOwn(*function, value)) return false;
        any = true;
      }
    return any;
  }

private:
  // A lambda of the family, here or by whoever calls the function.
  bool isOwn(const Function &function, std::int32_t value) const {
    const facts::ValueT *known = function.value(function.strip(value));
    if (known && known->kind == ValueKind::Literal) return true;  // none
    if (const facts::OpT *closure = closureBehind(function, value)) return staysAway(function, *closure);
    const Origin origin = originOf(function, value);
    const auto &callers = calls_.callersOf(function.id());
    if (origin.kind != Origin::Parameter || callers.empty()) return false;
    const auto index = static_cast<std::size_t>(function.value(origin.value)->index);
    return std::all_of(callers.begin(), callers.end(), [&](const Caller &caller) {
      const Function &from = calls_.program().function(caller.function);
      const auto &arguments = caller.op->arguments;
      const facts::OpT *closure = index < arguments.size() ? closureBehind(from, arguments[index]->value) : nullptr;
      return closure && staysAway(from, *closure);
    });
  }

  bool staysAway(const Function &function, const facts::OpT &closure) const {
    const std::vector<FunctionId> bodies = calls_.program().callOperators(function, closure.function);
    return areOfOneClass(owner_, std::string(calls_.program().classAround(function).name())) && !bodies.empty() &&
           std::none_of(bodies.begin(), bodies.end(), [&](FunctionId body) {
             std::set<FunctionId> seen;
             return comesBack(calls_, body, owner_, seen);
           });
  }

  const Calls &calls_;
  const std::string owner_;
};
}  // namespace

std::optional<Callout> Callouts::callback(const Function &function, const facts::OpT &op) const {
  std::int32_t what = called(function, op);
  if (what < 0 || !isErased(function.typeOf(what))) return std::nullopt;
  Origin origin = originOf(function, what);
  if (origin.kind == Origin::Unknown) return std::nullopt;
  // A global pointer to a function that nobody sets from outside is a choice of implementation.
  if (origin.kind == Origin::Global && function.typeOf(what).value().is(TypeKind::Pointer) && !origin.element &&
      !registered_.count(function.value(origin.value)->name))
    return std::nullopt;
  // One that gives a value is asked: a factory, a predicate, a clock. A list of them is a list of listeners, and who gets an
  // object of the program to answer for may do something with it.
  const Type answer = function.typeOf(op.result);
  const bool acts = answer.is(TypeKind::Bool) || answer.is(TypeKind::Enum) || answer.is(TypeKind::Scalar);
  const bool asked = !acts || !isOwnField(function, origin) || !getsToAct(function, op);
  if (!answer.is(TypeKind::Void) && !origin.element && asked) return std::nullopt;
  Callout out{Callout::Callback, Callout::Foreign, -1, function.id(), &op, {}, nameOf(function, what, origin)};
  if (isOwnField(function, origin)) out.whose = Callout::Own;
  if (origin.kind == Origin::Parameter) {
    out.whose = Callout::Given;
    out.parameter = function.value(origin.value)->index;
  } else if (origin.kind == Origin::Field && !origin.element &&
             OwnCallbacks(calls_, function).areAll(function.value(origin.value)->usr)) {
    return std::nullopt;  // no code of others runs then
  }
  return out;
}

// Others registered it, and it belongs to them: a plain pointer, or a shared one that is called a listener.
bool Callouts::isListener(const Function &function, const Origin &origin, std::string_view method,
                          Type interface) const {
  if (origin.kind != Origin::Field || origin.unique || !registered_.count(function.value(origin.value)->usr))
    return false;
  // A member that is an object itself, and no pointer to one, is what its type says.
  const Type member = function.typeOf(origin.value);
  if (member.is(TypeKind::Record) && !member.name().empty() && member.name() == interface.name()) return false;
  return (!origin.shared && origin.element) || soundsLikeAnEvent(method) || mayListen(interface);
}

std::optional<Callout> Callouts::listener(const Function &function, const facts::OpT &op) const {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (op.kind != OpKind::Call || !op.virtual_ || !callee || op.object < 0 ||
      !function.typeOf(op.result).is(TypeKind::Void))
    return std::nullopt;
  Origin origin = originOf(function, op.object);
  Callout out{Callout::Listener, Callout::Foreign, -1, function.id(), &op, {}, callee->display};
  if (origin.kind == Origin::Parameter && !origin.unique) {
    out.whose = Callout::Given;
    out.parameter = function.value(origin.value)->index;
    return out;
  }
  const std::string_view method = lastComponent(callee->name);
  const Type interface = function.typeOfCallee(callee->class_);
  if (!isListener(function, origin, method, interface) ||
      (!soundsLikeAnEvent(method) && !listens(interface) && worksItself(program_, function, *callee)))
    return std::nullopt;
  if (isOwnField(function, origin)) out.whose = Callout::Own;
  return out;
}

std::optional<Callout> Callouts::completion(const Function &function, const facts::OpT &op) const {
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site ||
      std::none_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->completes; }))
    return std::nullopt;
  // A request to stop runs the callbacks of its tokens, but hardly any are registered: condition variables register some
  // themselves, and people stop their threads under the lock of the queue.
  if (lastComponent(site->name).starts_with("request")) return std::nullopt;
  // A task or generator that goes on with its own coroutine is how it works.
  if (function.typeOfCallee(function.head().class_).isTask()) return std::nullopt;
  const bool own = isOwnField(function, originOf(function, op.object));
  return Callout{Callout::Completion, own ? Callout::Own : Callout::Foreign, -1, function.id(), &op, {}, site->name};
}

std::optional<Callout> Callouts::direct(const Function &function, const facts::OpT &op) const {
  if (auto found = callback(function, op)) return found;
  if (auto found = completion(function, op)) return found;
  return listener(function, op);
}

// Does the callee's callout concern us? Its own callbacks do where the object is ours, or a part of it.
std::optional<Callout> Callouts::carried(const Function &function, const facts::OpT &op, const Callout &inner) const {
  Callout out{inner.kind, inner.whose, -1, function.id(), &op, {}, inner.subject};
  const Function &callee = program_.function(inner.function);
  if (inner.whose == Callout::Given) {
    std::vector<std::int32_t> candidates;
    if (inner.parameter >= 0 && inner.parameter < static_cast<std::int32_t>(op.arguments.size()))
      candidates = {op.arguments[static_cast<std::size_t>(inner.parameter)]->value};
    // An algorithm hands each element of its range to the lambda.
    if (callee.head().lambda && op.object < 0) {
      candidates.clear();
      for (const auto &argument : op.arguments) candidates.push_back(argument->value);
    }
    for (std::int32_t candidate : candidates) {
      Origin origin = originOf(function, candidate);
      const bool stored = origin.stored() && (inner.kind == Callout::Callback ||
                                              isListener(function, origin, lastComponent(inner.subject), {}));
      if (stored)
        out.whose = isOwnField(function, origin) ? Callout::Own : Callout::Foreign;
      else if (origin.kind == Origin::Parameter)
        out.parameter = function.value(origin.value)->index;
      if (stored || out.parameter >= 0) return out;
    }
    return std::nullopt;
  }
  // `state.completion.complete()`: whose the callbacks are is known to who gave us the state.
  if (Origin origin = originOf(function, op.object); inner.whose == Callout::Own && !origin.shared && !origin.unique) {
    const std::int32_t root = origin.kind == Origin::Parameter ? origin.value
                              : origin.kind == Origin::Field   ? origin.base
                                                               : -1;
    if (const facts::ValueT *v = function.value(root); v && v->kind == ValueKind::Param) {
      out.whose = Callout::Given;
      out.parameter = v->index;
      return out;
    }
  }
  if (callee.head().lambda || (inner.whose == Callout::Foreign && inner.kind == Callout::Callback)) return out;
  const facts::ValueT *object = function.value(op.object);
  if (!object) return inner.whose == Callout::Foreign ? std::optional(out) : std::nullopt;
  const bool part = object->kind == ValueKind::Member && function.typeOf(op.object).is(TypeKind::Record) &&
                    isOwnField(function, originOf(function, op.object));
  const bool kept = inner.kind == Callout::Callback && isKeptObject(function, op.object);
  return object->kind == ValueKind::This || part || kept ? std::optional(out) : std::nullopt;
}

std::optional<Callout> Callouts::through(const Function &function, const facts::OpT &op) const {
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site || !site->certain) return std::nullopt;
  for (FunctionId target : site->targets) {
    const auto &inner = summaries_[target];
    if (!inner || program_.function(target).coroutine()) continue;
    if (auto out = carried(function, op, *inner)) {
      out->next = target;
      return out;
    }
  }
  return std::nullopt;
}

std::optional<Callout> Callouts::any(const Function &function, const facts::OpT &op) const {
  if (op.kind != OpKind::Call) return std::nullopt;
  auto found = direct(function, op);
  return found ? found : through(function, op);
}

// Is a parameter's callable a completion handler, and not a part of what this function was asked to do? It is kept for
// later on another way, or it is the function's for good and called once, without a look at the object's inner state.
bool Callouts::handedIn(const Function &function, const facts::OpT &op, std::int32_t index) const {
  const auto &parameters = function.body().parameters;
  std::int32_t parameter =
      index < static_cast<std::int32_t>(parameters.size()) ? parameters[static_cast<std::size_t>(index)] : -1;
  for (const facts::OpT *other : function.ops())
    for (const auto &argument : other->arguments) {
      const facts::ValueT *v = function.value(argument->value);
      if (v && v->kind == ValueKind::Move && function.unmoved(argument->value) == parameter) return true;
    }
  Type type = function.typeOf(parameter);
  if (type.is(TypeKind::LRef) || type.is(TypeKind::Pointer) || op.loop >= 0 || !isErased(type)) return false;
  return std::none_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
    Origin origin = originOf(function, argument->value);
    return isOwnField(function, origin) && !origin.element;
  });
}

std::optional<Callout> Callouts::of(const Function &function, const facts::OpT &op) const {
  auto found = any(function, op);
  if (found && found->whose == Callout::Given &&
      (found->next || found->kind != Callout::Callback || !handedIn(function, op, found->parameter)))
    return std::nullopt;
  return found;
}

// What a function does under a lock of its own is said there, not at its callers.
void Callouts::summarise() {
  bool first = true;
  for (bool changed = true; changed; first = false) {
    std::vector<std::pair<FunctionId, Callout>> found;
    for (const auto &function : program_.functions()) {
      if (summaries_[function->id()]) continue;
      for (const facts::OpT *op : function->ops()) {
        if (op->kind != OpKind::Call || !locks_.before(op).empty()) continue;
        auto callout = first ? direct(*function, *op) : through(*function, *op);
        if (!callout) continue;
        found.emplace_back(function->id(), std::move(*callout));
        break;
      }
    }
    changed = !found.empty();
    for (auto &[id, callout] : found) summaries_[id] = std::move(callout);
  }
}

std::vector<Callout> Callouts::chain(const Callout &from) const {
  std::vector<Callout> steps{from};
  while (steps.back().next && steps.size() <= program_.functions().size()) {
    const auto &next = summaries_[*steps.back().next];
    if (!next) break;
    steps.push_back(*next);
  }
  return steps;
}

}  // namespace cotidy
