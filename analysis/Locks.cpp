// Summaries until nothing changes, then the held locks of each function once more with all that is known.
#include "analysis/Locks.h"

#include "analysis/BriefWork.h"
#include "analysis/MemberUses.h"

#include <algorithm>
#include <iterator>

namespace cotidy {

using facts::OpKind;

static constexpr Effect longWork[] = {Effect::Sleep,   Effect::Wait,     Effect::File,    Effect::Network,
                                      Effect::Process, Effect::Database, Effect::Console, Effect::Destructor};

Locks::Locks(const Effects &effects)
    : effects_(effects), calls_(effects.calls()), program_(calls_.program()), places_(program_),
      summaries_(program_.functions().size()), steps_(effects, places_, summaries_),
      entries_(program_.functions().size()) {
  findEntries();
  findSummaries();
  findHolds();
  for (const auto &[mutex, holds] : longHolds_) findTakers(mutex);
}

// `data.withLock([] { … })`: the lambda begins with the lock held.
void Locks::findEntries() {
  for (const auto &function : program_.functions())
    for (const CallSite &site : calls_.of(function->id()))
      for (const FunctionModel *model : site.models) {
        if (model->locks != Locking::Around || site.op->object < 0) continue;
        std::string mutex = places_.identity(*function, places_.path(*function, site.op->object));
        if (mutex.empty()) continue;
        taken_[site.op].insert(mutex);
        takenIn_[mutex].insert(function->id());
        for (FunctionId target : site.targets)
          if (const Function &lambda = program_.function(target); lambda.head().lambda && !lambda.coroutine())
            entries_[target].insert(Hold{LockPlaces::ofIdentity(mutex), {}, -1, -1, false});
      }
  // A guard that the function was given: by value it is the function's own, by reference it stays the caller's.
  for (const auto &function : program_.functions())
    for (std::int32_t parameter : function->body().parameters) {
      Type type = function->typeOf(parameter);
      const bool given = type.is(facts::TypeKind::Record) || type.is(facts::TypeKind::RRef) || function->coroutine();
      if (given && !type.is(facts::TypeKind::Pointer) && steps_.isGuard(type) && !steps_.isAsync(type))
        entries_[function->id()].insert(Hold{{}, places_.root(*function, parameter), -1, -1, false});
    }
}

HeldLocks Locks::problem(const Function &function) const { return {function, steps_, entries_[function.id()]}; }

LockSummary Locks::summarise(const Function &function) const {
  LockSummary summary;
  HeldLocks problem = this->problem(function);
  if (!problem.any()) return summary;
  Flow flow(function, problem);
  std::set<std::string> released, unlocked;   // given back for others; taken here and given back by hand
  std::set<std::string> results;       // what is returned: guards, and truth values
  std::set<std::int32_t> conditions;
  flow.forEach([&](const facts::OpT &op, const HeldLocks::State &before) {
    for (const std::string &path : problem.releasedForOthers(op, before)) released.insert(path);
    const HeldLocks::State behind = problem.after(op, before);
    for (const Hold &hold : before)
      if (hold.guard.empty() && !behind.count(hold)) unlocked.insert(hold.mutex);
    if (op.kind != OpKind::Return || op.source < 0) return;
    results.insert(places_.path(function, op.source));
    conditions.insert(op.source);
  });
  summary.released.assign(released.begin(), released.end());
  const bool says = function.resultType().is(facts::TypeKind::Bool);
  for (const Hold &hold : flow.atExit().value_or(HeldLocks::State{})) {
    if (hold.taken < 0) continue;  // the caller had it
    // `if (share) lock(); … if (share) unlock();`: the way that leaves it locked does not exist.
    if (!says && hold.guard.empty() && unlocked.count(hold.mutex)) continue;
    LockSummary::Taken taken{
        LockPlaces::visible(hold.mutex) ? hold.mutex : std::string(), {}, says || conditions.count(hold.condition) > 0};
    // The guard itself is returned, or an object that has it as a part.
    const auto result = std::find_if(results.begin(), results.end(), [&](const std::string &path) {
      return !path.empty() && LockPlaces::within(hold.guard, path);
    });
    if (result != results.end())
      taken.guard = "result" + hold.guard.substr(result->size());
    else if (LockPlaces::visible(hold.guard))
      taken.guard = hold.guard;
    else if (!hold.guard.empty() || taken.mutex.empty())
      continue;
    summary.taken.push_back(std::move(taken));
  }
  return summary;
}

void Locks::findSummaries() {
  std::set<FunctionId> todo;
  for (const auto &function : program_.functions()) todo.insert(function->id());
  constexpr int deepest = 6;  // helpers that call helpers
  for (int round = 0; round < deepest && !todo.empty(); ++round) {
    std::set<FunctionId> next;
    for (FunctionId id : todo) {
      LockSummary summary = summarise(program_.function(id));
      if (summary == summaries_[id]) continue;
      summaries_[id] = std::move(summary);
      for (const Caller &caller : calls_.callersOf(id)) next.insert(caller.function);
      // A destructor is not called by name: what constructs the type has to look again.
      if (program_.function(id).name().find('~') != std::string::npos)
        for (const auto &function : program_.functions())
          if (function->head().class_ == program_.function(id).head().class_)
            for (const Caller &caller : calls_.callersOf(function->id())) next.insert(caller.function);
    }
    todo = std::move(next);
  }
}

void Locks::findHolds() {
  for (const auto &function : program_.functions()) {
    HeldLocks problem = this->problem(*function);
    if (!problem.any()) continue;
    bool holds = false;
    Flow(*function, problem).forEach([&](const facts::OpT &op, const HeldLocks::State &before) {
      noteTaken(*function, op, problem, before);
      if (before.empty()) return;
      holds = true;
      before_[&op] = before;
      HeldLocks::State kept, next = problem.after(op, before);
      std::set_intersection(before.begin(), before.end(), next.begin(), next.end(), std::inserter(kept, kept.end()));
      noteWork(*function, op, kept);
      if (kept != before) throughout_[&op] = std::move(kept);
    });
    if (holds) holders_.push_back(function->id());
  }
}

// The mutexes for which the operation itself may wait.
void Locks::noteTaken(const Function &function, const facts::OpT &op, const HeldLocks &problem,
                      const HeldLocks::State &before) {
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site || std::none_of(site->models.begin(), site->models.end(),
                            [](const FunctionModel *m) { return m->blocks == Blocking::Lock; }))
    return;
  std::set<std::string> found;
  for (const Hold &hold : problem.after(op, before))
    if (!before.count(hold)) found.insert(identity(function, hold));
  // Taken and given back within the call: `data.copy()`.
  std::int32_t subject = op.object >= 0 ? op.object : op.arguments.empty() ? -1 : op.arguments.front()->value;
  if (found.empty() && !steps_.isAsync(function.typeOf(subject)))
    found.insert(places_.identity(function, places_.path(function, subject)));
  for (const std::string &mutex : found) {
    if (mutex.empty()) continue;
    taken_[&op].insert(mutex);
    takenIn_[mutex].insert(function.id());
  }
}

// A condition variable gives the mutex back while it waits.
bool Locks::givenBackMeanwhile(const Function &function, const facts::OpT &op, Effect effect, const Hold &hold) const {
  auto mentions = [&](const Function &in, const facts::OpT &call, const std::string &mutex, const std::string &guard,
                      bool anyGuard) {
    std::vector<std::int32_t> values{call.object};
    for (const auto &argument : call.arguments) values.push_back(argument->value);
    return std::any_of(values.begin(), values.end(), [&](std::int32_t value) {
      std::string path = value < 0 ? std::string() : places_.path(in, value);
      return !path.empty() && (path == mutex || path == guard ||
                               (anyGuard && (steps_.isGuard(in.typeOf(value)) ||
                                             places_.identity(in, path) == identity(function, hold))));
    });
  };
  if (effect != Effect::Wait && effect != Effect::Destructor) return false;
  if (mentions(function, op, hold.mutex, hold.guard, false)) return true;
  auto witness = effects_.of(function, op, effect);
  const Witness leaf = witness ? effects_.chain(*witness).back() : Witness{};
  // In another function a guard may be of any mutex: nothing is known then.
  return !leaf.op || (leaf.op != &op && mentions(program_.function(leaf.function), *leaf.op, {}, {}, true));
}

// `work(lock)`: who is given the guard itself gives it back when it must, and is judged by itself.
static bool lendsGuard(const LockPlaces &places, const Function &function, const facts::OpT &op, const Hold &hold) {
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  const facts::OpT *taken = hold.taken < 0 ? nullptr : function.ops()[static_cast<std::size_t>(hold.taken)];
  // `lock.lock()` of a class that is no guard by its shape: what was asked for it gives it back as well.
  const std::string guard =
      hold.guard.empty() && taken && taken->object >= 0 ? places.path(function, taken->object) : hold.guard;
  if (!callee || guard.empty()) return false;
  for (std::size_t i = 0; i < op.arguments.size() && i < callee->parameters.size(); ++i) {
    const Type parameter = function.typeOfCallee(callee->parameters[i]->type);
    const bool mayChange = parameter.isReference() && parameter.target() && !parameter.target().facts()->const_;
    if (mayChange && places.path(function, op.arguments[i]->value) == guard) return true;
  }
  return false;
}

void Locks::noteWork(const Function &function, const facts::OpT &op, const HeldLocks::State &before) {
  // What only constructors call comes before the work of their objects: nobody waits yet.
  const auto &callers = calls_.callersOf(function.id());
  const bool setsUp = !callers.empty() && std::all_of(callers.begin(), callers.end(), [&](const Caller &caller) {
    return isConstructor(program_.function(caller.function));
  });
  if (setsUp) return;
  for (Effect effect : longWork) {
    auto witness = effects_.of(function, op, effect);
    if (!witness) continue;
    const std::vector<Witness> chain = effects_.chain(*witness);
    if (chain.back().doubtful || isBrief(program_, chain)) continue;
    for (const Hold &hold : before) {
      std::string mutex = identity(function, hold);
      if (!mutex.empty() && !lendsGuard(places_, function, op, hold) && !givenBackMeanwhile(function, op, effect, hold))
        longHolds_[mutex].push_back({function.id(), &op, effect, hold});
    }
  }
}

const HeldLocks::State &Locks::before(const facts::OpT *op) const {
  static const HeldLocks::State none;
  auto found = before_.find(op);
  return found == before_.end() ? none : found->second;
}

const HeldLocks::State &Locks::throughout(const facts::OpT *op) const {
  auto less = throughout_.find(op);
  return less == throughout_.end() ? before(op) : less->second;
}

const facts::OpT *Locks::taken(const Function &function, const Hold &hold) const {
  return hold.taken < 0 ? nullptr : function.ops()[static_cast<std::size_t>(hold.taken)];
}

std::string Locks::identity(const Function &function, const Hold &hold) const {
  return places_.identity(function, hold.mutex);
}

std::string Locks::name(const Function &function, const Hold &hold) const {
  std::string name = places_.name(function, hold.mutex);
  return name.empty() ? places_.name(function, hold.guard) : name;
}

bool Locks::takesHere(const facts::OpT *op, const std::string &mutex) const {
  auto found = taken_.find(op);
  return found != taken_.end() && found->second.count(mutex) > 0;
}

// Breadth-first against the direction of the calls: each function gets a shortest way, and its first operation on one.
void Locks::findTakers(const std::string &mutex) {
  auto &takers = takers_[mutex];
  std::set<FunctionId> level = takenIn_[mutex];
  for (FunctionId id : level)
    for (const facts::OpT *op : program_.function(id).ops())
      if (takesHere(op, mutex) && takers.try_emplace(id, op).second) break;
  while (!level.empty()) {
    std::set<FunctionId> next;
    for (FunctionId id : level) {
      if (program_.function(id).coroutine()) continue;  // it takes it when it runs
      for (const Caller &caller : calls_.callersOf(id))
        if (takers.try_emplace(caller.function, caller.op).second) next.insert(caller.function);
    }
    level = std::move(next);
  }
}

bool Locks::takes(FunctionId function, const std::string &mutex) const {
  auto takers = takers_.find(mutex);
  return takers != takers_.end() && takers->second.count(function) > 0;
}

std::vector<std::pair<FunctionId, const facts::OpT *>>
Locks::acquisition(const Function &function, const facts::OpT &op, const std::string &mutex) const {
  if (takesHere(&op, mutex)) return {{function.id(), &op}};
  auto takers = takers_.find(mutex);
  std::vector<std::pair<FunctionId, const facts::OpT *>> way;
  const facts::OpT *at = &op;
  FunctionId in = function.id();
  while (takers != takers_.end() && way.size() <= program_.functions().size()) {
    way.emplace_back(in, at);
    if (takesHere(at, mutex)) return way;
    const CallSite *site = calls_.at(in, at);
    const facts::OpT *next = nullptr;
    for (FunctionId target : site ? site->targets : std::vector<FunctionId>{}) {
      auto taker = takers->second.find(target);
      if (next || taker == takers->second.end() || program_.function(target).coroutine()) continue;
      next = taker->second;
      in = target;
    }
    if (!next) break;
    at = next;
  }
  return {};
}

}  // namespace cotidy
