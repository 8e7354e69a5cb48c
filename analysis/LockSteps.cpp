// Models first; then what the types say; then the bodies that the call runs.
#include "analysis/LockSteps.h"

#include "analysis/Tasks.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

LockSteps::LockSteps(const Effects &effects, const LockPlaces &places, const std::vector<LockSummary> &summaries)
    : effects_(effects), calls_(effects.calls()), program_(calls_.program()), places_(places), summaries_(summaries) {}

static TypeRole roleOf(const Models &models, Type type) {
  const TypeModel *model = typeModel(models, type);
  return model ? model->role : TypeRole::None;
}

// Is the type itself modelled, and not one of its bases?
static bool typeModelIsOwn(const Models &models, Type type) {
  return models.type(models.normalise(type.value().name())) != nullptr;
}

bool LockSteps::isGuard(Type type) const { return roleOf(calls_.models(), type.value()) == TypeRole::Lock; }

bool LockSteps::holdsGuards(Type type) const {
  type = type.value();
  if (!type.is(facts::TypeKind::Record) || type.isClosure() || isGuard(type)) return false;
  std::vector<Type> arguments = type.arguments();
  return std::any_of(arguments.begin(), arguments.end(),
                     [&](Type t) { return t.is(facts::TypeKind::Record) && isGuard(t); });
}

bool LockSteps::isAsync(Type type) const {
  type = type.object();
  TypeRole role = roleOf(calls_.models(), type);
  if (role == TypeRole::AsyncMutex || role == TypeRole::AsyncLock) return true;
  return role == TypeRole::Lock && type.argument(0) &&
         roleOf(calls_.models(), type.argument(0).object()) == TypeRole::AsyncMutex;
}

// A constructor of a guard, or a call that gives one to its caller.
bool LockSteps::makesGuard(const Site &site) const {
  const Function &function = site.function;
  if (!isGuard(function.typeOf(site.op.result))) return false;
  if (site.op.kind == OpKind::Construct) return true;
  const facts::CalleeT *callee = function.callee(site.op.callee);
  return callee && function.typeOfCallee(callee->result).is(facts::TypeKind::Record);
}

// Those whose type the guard names; else the first one.
std::vector<std::int32_t> LockSteps::mutexArguments(const Site &site) const {
  std::vector<std::int32_t> found;
  std::vector<Type> wanted = site.function.typeOf(site.op.result).value().arguments();
  for (const auto &argument : site.op.arguments) {
    Type type = site.function.typeOf(argument->value).object();
    const bool named =
        std::any_of(wanted.begin(), wanted.end(), [&](Type t) { return t && t.object().key() == type.key(); });
    if (named || roleOf(calls_.models(), type) == TypeRole::Mutex) found.push_back(argument->value);
  }
  if (found.empty() && !site.op.arguments.empty()) found.push_back(site.op.arguments.front()->value);
  return found;
}

// `how` carries the condition.
void LockSteps::addAcquired(const Site &site, LockStep::Kind kind, const LockStep &how) const {
  const Function &function = site.function;
  std::string guard = places_.path(function, site.op.result);
  if (isAsync(function.typeOf(site.op.result))) return;
  std::vector<std::int32_t> mutexes =
      site.op.kind == OpKind::Construct ? mutexArguments(site) : std::vector<std::int32_t>{site.op.object};
  for (std::int32_t mutex : mutexes) {
    Type type = function.typeOf(mutex).object();
    if (isAsync(type)) continue;
    LockStep step = how;
    step.kind = kind;
    step.mutex = places_.path(function, mutex);
    step.guard = guard;
    step.thread = roleOf(calls_.models(), type) == TypeRole::Mutex;
    site.steps.push_back(std::move(step));
  }
}

// On a guard or a mutex that exists: `lock.unlock()`, `mutex.lock()`, `pthread_mutex_lock(&mutex)`, `std::lock(a, b)`.
void LockSteps::addByHand(const Site &site, LockStep::Kind kind, const LockStep &how) const {
  std::vector<std::int32_t> subjects{site.op.object};
  if (site.op.object < 0) {
    subjects.clear();
    for (const auto &argument : site.op.arguments) subjects.push_back(argument->value);
    const bool c = !subjects.empty() && site.function.typeOf(subjects.front()).is(facts::TypeKind::Pointer);
    if (c) subjects.resize(1);  // the others are times and the like
  }
  for (std::int32_t subject : subjects) {
    Type type = site.function.typeOf(subject).object();
    if (isAsync(type)) continue;
    LockStep step = how;
    step.kind = kind;
    (isGuard(type) ? step.guard : step.mutex) = places_.path(site.function, subject);
    site.steps.push_back(std::move(step));
  }
}

void LockSteps::addModelled(const Site &site, Locking locking) const {
  LockStep how{};
  const bool makes = makesGuard(site);
  auto add = [&](LockStep::Kind kind) { makes ? addAcquired(site, kind, how) : addByHand(site, kind, how); };
  switch (locking) {
  case Locking::Acquire: return add(LockStep::Acquire);
  case Locking::Try:
  case Locking::TryZero:
    how.condition = makes ? -1 : site.op.result;  // of a guard, one asks the guard
    how.zero = locking == Locking::TryZero;
    return add(LockStep::Acquire);
  case Locking::Release: return add(LockStep::Release);
  case Locking::Defer: return add(LockStep::Defer);
  case Locking::Adopt: return add(LockStep::Adopt);
  case Locking::Dismiss: return add(LockStep::Dismiss);
  case Locking::Owned: how.condition = site.op.result; return add(LockStep::Ask);
  case Locking::Around:
  case Locking::None: return;
  }
}

// A guard made from another one, assigned, or asked; one that an unknown function returns.
void LockSteps::addGuardCalls(const Site &site) const {
  const Function &function = site.function;
  const facts::CalleeT *callee = function.callee(site.op.callee);
  if (!callee) return;
  const auto &arguments = site.op.arguments;
  const bool fromAnother = arguments.size() == 1 && isGuard(function.typeOf(arguments.front()->value));
  std::string from = fromAnother ? places_.path(function, arguments.front()->value) : std::string();
  if (makesGuard(site) && fromAnother && site.op.kind == OpKind::Construct) {
    site.steps.push_back({LockStep::Move, {}, places_.path(function, site.op.result), from});
  } else if (callee->operator_ == "=" && site.op.object >= 0 && isGuard(function.typeOf(site.op.object))) {
    std::string guard = places_.path(function, site.op.object);
    site.steps.push_back({LockStep::Die, {}, guard, {}});
    if (fromAnother) site.steps.push_back({LockStep::Move, {}, guard, from});
  } else if (makesGuard(site) && site.op.kind == OpKind::Construct) {
    // The constructor of a class that derives from a guard: plain mutexes and nothing else are locked.
    const bool plain = std::all_of(arguments.begin(), arguments.end(), [&](const auto &argument) {
      return roleOf(calls_.models(), function.typeOf(argument->value).object()) == TypeRole::Mutex;
    });
    if (plain && !arguments.empty() && !typeModelIsOwn(calls_.models(), function.typeOf(site.op.result)))
      addAcquired(site, LockStep::Acquire, {});
  } else if (makesGuard(site) && site.op.kind == OpKind::Call && !isAsync(function.typeOf(site.op.result))) {
    const CallSite *call = calls_.at(function.id(), &site.op);
    const bool known = !call || !call->targets.empty();
    if (!known && !lastComponent(callee->name).starts_with("try"))
      site.steps.push_back({LockStep::Acquire, {}, places_.path(function, site.op.result), {}});
  }
}

static bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// In a template that nobody instantiated, neither constructor nor method is known; of `std::lock_guard<M> guard(mutex)` the
// type is. A second argument may be a tag.
void LockSteps::addDependent(const Site &site) const {
  const Function &function = site.function;
  const auto guardAt = [&](std::int32_t value) {
    return isGuard(function.typeOf(value)) && !isAsync(function.typeOf(value));
  };
  if (site.op.kind == OpKind::Init && guardAt(site.op.destination)) {
    const facts::OpT *made = function.definition(site.op.source);
    const bool taken = made && made->kind == OpKind::Construct && made->callee < 0 && made->arguments.size() == 1 &&
                       !isGuard(function.typeOf(made->arguments.front()->value));
    if (taken)
      site.steps.push_back({LockStep::Acquire,
                            places_.path(function, made->arguments.front()->value),
                            places_.path(function, site.op.destination),
                            {}});
  } else if (site.op.kind == OpKind::Call && site.op.callee < 0 && site.op.object >= 0 && guardAt(site.op.object)) {
    const std::string guard = places_.path(function, site.op.object);
    if (isOneOf(site.op.name, {"unlock", "release"})) site.steps.push_back({LockStep::Release, {}, guard, {}});
    if (site.op.name == "lock") site.steps.push_back({LockStep::Acquire, {}, guard, {}});
  }
}

// Has the guard a reference or pointer to a lock of that type?
static bool refersTo(Type guard, Type mutex) {
  if (!guard || !mutex) return false;
  const auto &fields = guard.facts()->fields;
  return std::any_of(fields.begin(), fields.end(), [&](const auto &field) {
    const Type type(guard.unit(), field->type);
    return (type.isReference() || type.is(facts::TypeKind::Pointer)) && type.object().key() == mutex.key();
  });
}

// The methods of standard containers, optionals and smart pointers, on those that hold guards.
void LockSteps::addHolderCalls(const Site &site) const {
  const Function &function = site.function;
  const facts::CalleeT *callee = function.callee(site.op.callee);
  if (!callee) return;
  std::string_view method = lastComponent(callee->name);
  // A project's own guard in an optional or smart pointer: what its constructor takes, its destructor gives back.
  const auto ownGuardIn = [&](std::int32_t holder) {
    const Type type = function.typeOf(holder).value();
    if (!type.is(facts::TypeKind::Record) || !type.facts()->system || type.isClosure()) return Type();
    for (Type inside : type.arguments())
      if (inside.is(facts::TypeKind::Record) && !releasedInDestructor(function, inside).empty()) return inside;
    return Type();
  };
  auto acquire = [&](const std::string &guard) {
    const Type own = ownGuardIn(site.op.object >= 0 ? site.op.object : site.op.result);
    for (const auto &argument : site.op.arguments) {
      Type type = function.typeOf(argument->value).object();
      if (roleOf(calls_.models(), type) == TypeRole::Mutex || refersTo(own, type))
        site.steps.push_back({LockStep::Acquire, places_.path(function, argument->value), guard, {}});
    }
  };
  // A tag (defer_lock and its like) makes it another thing.
  const bool plain = std::none_of(site.op.arguments.begin(), site.op.arguments.end(), [&](const auto &argument) {
    Type type = function.typeOf(argument->value).object();
    return type.name().ends_with("_lock_t");
  });
  const bool makes =
      site.op.kind == OpKind::Construct || (callee->class_ < 0 && isOneOf(method, {"make_unique", "make_shared"}));
  const auto holds = [&](std::int32_t value) { return holdsGuards(function.typeOf(value)) || ownGuardIn(value); };
  if (makes && holds(site.op.result) && plain) return acquire(places_.path(function, site.op.result));
  if (site.op.object < 0 || !holds(site.op.object)) return;
  std::string guard = places_.path(function, site.op.object);
  if (isOneOf(method, {"emplace", "reset", "clear", "operator=", "pop_back"}))
    site.steps.push_back({LockStep::Die, {}, guard, {}});
  if (isOneOf(method, {"emplace", "emplace_back", "push_back"}) && plain) acquire(guard);
  if (isOneOf(method, {"operator()cast", "has_value"})) {
    LockStep ask{LockStep::Ask, {}, guard, {}};
    ask.condition = site.op.result;
    site.steps.push_back(ask);
  }
}

// What is moved, or given as a temporary, has a new owner. A guard that an unknown function may change is out of sight.
void LockSteps::addArguments(const Site &site) const {
  const Function &function = site.function;
  const facts::CalleeT *callee = function.callee(site.op.callee);
  const CallSite *call = calls_.at(function.id(), &site.op);
  const bool unknown = call && call->targets.empty() && call->models.empty() && !(callee && callee->system);
  for (std::size_t i = 0; i < site.op.arguments.size(); ++i) {
    std::int32_t argument = site.op.arguments[i]->value;
    const facts::ValueT *v = function.value(argument);
    if (!v || !function.typeOf(argument).value().is(facts::TypeKind::Record)) continue;
    const facts::OpT *made = function.definition(argument);
    const facts::CalleeT *maker = made ? function.callee(made->callee) : nullptr;
    // `*handle`: what the handle refers to, and no temporary.
    const bool referred = maker && function.typeOfCallee(maker->result).is(facts::TypeKind::LRef);
    const bool given =
        v->kind == ValueKind::Move || (v->kind == ValueKind::Temp && v->materialized == facts::Materialized::None &&
                                       v->into < 0 && made && !referred);
    if (given) {
      const bool kept =
          site.op.kind == OpKind::Construct || (site.op.object >= 0 && holdsGuards(function.typeOf(site.op.object)));
      std::int32_t owner = site.op.kind == OpKind::Construct ? site.op.result : site.op.object;
      site.steps.push_back(
          {LockStep::Move, {}, kept ? places_.path(function, owner) : std::string(), places_.path(function, argument)});
    } else if (unknown && isGuard(function.typeOf(argument))) {
      Type parameter =
          callee && i < callee->parameters.size() ? function.typeOfCallee(callee->parameters[i]->type) : Type();
      const bool readOnly = parameter.target() && parameter.target().facts()->const_;
      if (!readOnly) site.steps.push_back({LockStep::Move, {}, {}, places_.path(function, argument)});
    }
  }
}

const std::vector<std::string> &LockSteps::releasedInDestructor(const Function &function, Type type) const {
  static const std::vector<std::string> nothing;
  type = type.value();
  if (!type || type.facts()->destructor != facts::Destructor::User || type.facts()->destructor_callee < 0)
    return nothing;
  auto body =
      program_.resolve(function, type.unit()->callees[static_cast<std::size_t>(type.facts()->destructor_callee)]->key);
  return body ? summaries_[*body].released : nothing;
}

// What a method took, and the destructor gives back: `transaction.begin()`.
void LockSteps::addDestructor(const Site &site) const {
  for (const std::string &released : releasedInDestructor(site.function, site.function.typeOf(site.op.source))) {
    std::string path = places_.rebased(released, site.function, site.op);
    if (!path.empty()) site.steps.push_back({LockStep::Release, path, path, {}});
  }
}

// A class with lock() and unlock() of its own, such as a spin lock: its lock() waits on the thread.
void LockSteps::addOwnMutex(const Site &site, FunctionId target) const {
  const Function &called = program_.function(target);
  std::string_view method = lastComponent(called.name());
  if (site.op.object < 0 || !site.op.arguments.empty() || !summaries_[target].empty()) return;
  std::string mutex = places_.path(site.function, site.op.object);
  if (isOneOf(method, {"unlock", "unlock_shared"})) site.steps.push_back({LockStep::Release, mutex, {}, {}});
  if (!isOneOf(method, {"lock", "lock_shared"}) || !called.resultType().is(facts::TypeKind::Void)) return;
  const bool waits = effects_.of(target, Effect::BusyWait) || effects_.of(target, Effect::Wait);
  if (waits && !isAsync(site.function.typeOf(site.op.object))) site.steps.push_back({LockStep::Acquire, mutex, {}, {}});
}

void LockSteps::addSummaries(const Site &site) const {
  const Function &function = site.function;
  const CallSite *call = calls_.at(function.id(), &site.op);
  if (!call || call->targets.size() != 1) return;
  FunctionId target = call->targets.front();
  if (program_.function(target).coroutine()) return;  // it does so when it runs
  addOwnMutex(site, target);
  const LockSummary &summary = summaries_[target];
  for (const std::string &released : summary.released) {
    std::string path = places_.rebased(released, function, site.op);
    if (!path.empty()) site.steps.push_back({LockStep::Release, path, path, {}});
  }
  // `Guard guard(mutex)`, or `guard.acquire(mutex)`: the object gives it back when it dies.
  const std::int32_t keeper = site.op.kind == OpKind::Construct ? site.op.result : site.op.object;
  const bool raii = !summary.taken.empty() && keeper >= 0 &&
                    !releasedInDestructor(function, function.typeOf(keeper).object()).empty();
  constexpr std::string_view result = "result";
  for (const LockSummary::Taken &taken : summary.taken) {
    LockStep step{LockStep::Acquire, places_.rebased(taken.mutex, function, site.op), {}, {}};
    if (taken.guard.starts_with(result))
      step.guard = places_.path(function, site.op.result) + taken.guard.substr(result.size());
    else if (raii && (site.op.kind == OpKind::Construct || taken.mutex.starts_with("param ")))
      step.guard = places_.path(function, keeper);
    else if (!taken.guard.empty())
      step.guard = places_.rebased(taken.guard, function, site.op);
    if (step.guard.empty() && step.mutex.empty()) continue;
    if (taken.ifTrue) step.condition = site.op.result;
    site.steps.push_back(std::move(step));
  }
}

std::vector<LockStep> LockSteps::of(const Function &function, const facts::OpT &op) const {
  std::vector<LockStep> steps;
  Site site{function, op, steps};
  if (function.head().pattern) addDependent(site);
  if (op.kind == OpKind::Destroy || op.kind == OpKind::End) {
    steps.push_back({LockStep::Die, {}, places_.root(function, op.source), {}});
    addDestructor(site);
  } else if (op.kind == OpKind::Init || op.kind == OpKind::Assign) {
    // A guard that a constructor puts into its object.
    const facts::ValueT *to = function.value(op.destination);
    if (to && to->kind == ValueKind::Member &&
        (isGuard(function.typeOf(op.destination)) || holdsGuards(function.typeOf(op.destination))))
      steps.push_back({LockStep::Move, {}, places_.path(function, op.destination), places_.path(function, op.source)});
  } else if (op.kind == OpKind::Call || op.kind == OpKind::Construct) {
    Locking locking = Locking::None;
    if (const CallSite *call = calls_.at(function.id(), &op))
      for (const FunctionModel *model : call->models)
        if (locking == Locking::None) locking = model->locks;
    // What makes an element in place is known by the element's constructor, too: the holder's method says more.
    const std::int32_t holder = op.object >= 0 ? op.object : op.result;
    const bool inHolder = op.kind == OpKind::Call && holder >= 0 && holdsGuards(function.typeOf(holder));
    if (locking != Locking::None && !inHolder)
      addModelled(site, locking);
    else
      addGuardCalls(site);
    addHolderCalls(site);
    addArguments(site);
    addSummaries(site);
  }
  return steps;
}

}  // namespace cotidy
