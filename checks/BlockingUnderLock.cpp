// cotidy-blocking-under-lock: work that blocks, done while a lock is held that async code also takes. Waiting for the very
// lock that the thread holds is the worst of it.
#include "analysis/Made.h"
#include "analysis/Origins.h"
#include "analysis/Relocks.h"
#include "checks/Check.h"
#include "checks/support/Blocking.h"
#include "checks/support/Held.h"
#include "checks/support/SignalHandlers.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cotidy {

namespace {
/// An operation of async code that has to wait for the mutex.
struct Waiter {
  Root root;
  const facts::OpT *op;
  std::vector<std::pair<FunctionId, const facts::OpT *>> way;  // down to the lock
};
struct Waiters {
  std::map<std::string, std::vector<Waiter>> byMutex;
  bool loopsAreShared = false;
};
}  // namespace

// Several threads run one loop: the body of a thread that is made in a loop of the program's, as
// `for (…) threads.emplace_back([&] { io.run(); });` has it, runs one. Suspensions::loopsAreShared() answers yes in doubt, as for
// two calls that may run two loops; here each doubt would be a finding.
static bool showsSharedLoops(const Analysis &analysis) {
  const Calls &calls = analysis.calls();
  const auto isRun = [](const CallSite &site) {
    return std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) { return m->runsLoop; });
  };
  const auto runs = [&](FunctionId body) {
    const auto &sites = calls.of(body);
    return std::any_of(sites.begin(), sites.end(), isRun);
  };
  return std::any_of(calls.deferred().begin(), calls.deferred().end(), [&](const Deferred &started) {
    const Function &from = analysis.program().function(started.from);
    const auto isMadeInALoop = [&](const auto &argument) {
      const facts::OpT *closure = closureBehind(from, argument->value);
      return closure && closure->loop >= 0;
    };
    const auto &arguments = started.op->arguments;
    return started.as == Invocation::ThreadEntry && runs(started.callee) &&
           (started.op->loop >= 0 || std::any_of(arguments.begin(), arguments.end(), isMadeInALoop));
  });
}

static Waiters findWaiters(const Analysis &analysis) {
  Waiters waiters{{}, showsSharedLoops(analysis)};
  forEachRoot(analysis, [&](const Root &root) {
    for (const auto &[mutex, holds] : analysis.locks().longHolds()) {
      if (!analysis.locks().takes(root.function.id(), mutex) || handlesSignal(analysis, root)) continue;
      for (const facts::OpT *op : root.function.ops()) {
        auto way = analysis.locks().acquisition(root.function, *op, mutex);
        if (!way.empty() && holdsUpOthers(root, *op)) waiters.byMutex[mutex].push_back({root, op, std::move(way)});
      }
    }
  });
  return waiters;
}

// The lock of a database connection: whoever takes it goes on to do just such work under it, and the loop waits with the
// lock or without. That is the business of the family blocking.
static bool takesItForTheSame(const std::vector<LongHold> &works, const Waiter &waiter, Effect effect) {
  return std::any_of(works.begin(), works.end(), [&](const LongHold &other) {
    return other.effect == effect && std::any_of(waiter.way.begin(), waiter.way.end(),
                                                 [&](const auto &step) { return step.first == other.function; });
  });
}

// Work that only a loop's own thread does holds that thread up with the lock or without: the business of the family blocking,
// too. Nobody else on the loop can ask for the lock meanwhile.
static bool runsOnLoopOnly(const Analysis &analysis, FunctionId id) {
  const std::vector<Context> &contexts = analysis.contexts().of(id);
  return !contexts.empty() && std::all_of(contexts.begin(), contexts.end(),
                                          [](const Context &context) { return context.thread == Thread::Loop; });
}

// Somebody else: not the same acquisition, reached from the loop. That one is the business of the family blocking.
static const Waiter *otherWaiter(const Analysis &analysis, const Waiters &waiters, const std::string &mutex,
                                 const LongHold &work) {
  const std::vector<LongHold> &works = analysis.locks().longHolds().at(mutex);
  auto found = waiters.byMutex.find(mutex);
  if (found == waiters.byMutex.end()) return nullptr;
  const facts::OpT *taken = analysis.locks().taken(analysis.program().function(work.function), work.hold);
  const bool onLoop = !waiters.loopsAreShared && runsOnLoopOnly(analysis, work.function);
  auto other = std::find_if(found->second.begin(), found->second.end(), [&](const Waiter &waiter) {
    return waiter.way.back().second != taken && waiter.root.function.id() != work.function &&
           !takesItForTheSame(works, waiter, work.effect) &&
           !(onLoop && runsOnLoopOnly(analysis, waiter.root.function.id()));
  });
  return other == found->second.end() ? nullptr : &*other;
}

// Where threads are kept -> what they run.
using Entries = std::multimap<std::string, FunctionId>;

static Entries findEntries(const Analysis &analysis) {
  Entries entries;
  for (const Deferred &started : analysis.calls().deferred()) {
    if (started.as != Invocation::ThreadEntry) continue;
    const Function &function = analysis.program().function(started.from);
    const std::int32_t thread = started.op->result;
    if (const facts::ValueT *made = function.value(thread); made && made->into >= 0)
      entries.emplace(function.placeKey(made->into), started.callee);
    for (const facts::OpT *op : function.ops()) {
      const bool assigned = op->kind == facts::OpKind::Call && op->object >= 0 && op->arguments.size() == 1 &&
                            function.unmoved(op->arguments.front()->value) == thread;
      if (assigned) entries.emplace(function.placeKey(op->object), started.callee);
    }
  }
  return entries;
}

// Whoever destroys an object has it for himself: nobody waits for its own lock any more, but for a thread that it joins.
static bool hasItForItself(const Entries &entries, const Function &holder, const LongHold &work) {
  const facts::OpT *taken = work.hold.taken < 0 ? nullptr : holder.ops()[static_cast<std::size_t>(work.hold.taken)];
  if (!taken || !lastComponent(holder.name()).starts_with('~')) return false;
  std::vector<std::int32_t> operands{taken->object};
  for (const auto &argument : taken->arguments) operands.push_back(argument->value);
  const bool own = std::any_of(operands.begin(), operands.end(), [&](std::int32_t operand) {
    return operand >= 0 && isOwnField(holder, originOf(holder, operand));
  });
  const bool joins = work.effect == Effect::Wait || work.effect == Effect::Destructor;
  return own &&
         (!joins || (work.op->object >= 0 && entries.count(holder.placeKey(heldBy(holder, work.op->object))) > 0));
}

// A thread is joined under a lock that it takes itself: the function that it runs.
static const Function *joinedTaker(const Analysis &analysis, const Entries &entries, const std::string &mutex,
                                   const LongHold &work) {
  const Function &holder = analysis.program().function(work.function);
  const facts::CalleeT *callee = work.op->kind == facts::OpKind::Call ? holder.callee(work.op->callee) : nullptr;
  if (work.effect != Effect::Wait || !callee || lastComponent(callee->name) != "join" || !surely(work.hold))
    return nullptr;
  auto [first, last] = entries.equal_range(holder.placeKey(heldBy(holder, work.op->object)));
  for (auto entry = first; entry != last; ++entry)
    if (analysis.locks().takes(entry->second, mutex)) return &analysis.program().function(entry->second);
  return nullptr;
}

static Finding describeJoin(const Analysis &analysis, const LongHold &work, const Function &entry) {
  const Function &holder = analysis.program().function(work.function);
  const std::string lock = namesOf(analysis, holder, {work.hold});
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(holder, *work.op);
  finding.message =
      nameOf(holder) + " waits for a thread while it holds " + lock +
      ", and that thread takes the same lock: when it is about to, both wait for ever; move the thread out "
      "under the lock, and join it when the lock is free";
  finding.steps = heldSteps(analysis, holder, work.hold, *work.op);
  finding.related = {{locateHead(entry), "what the thread runs"}};
  finding.function = holder.name();
  finding.subject = "join";
  finding.statement = statementOf(holder, *work.op);
  return finding;
}

// A destructor is not written: its object is.
static Location placeOf(const Function &holder, const facts::OpT &work) {
  const facts::ValueT *object = work.kind == facts::OpKind::Destroy ? holder.value(holder.strip(work.source)) : nullptr;
  return object && object->place ? locate(holder, object->place) : locate(holder, work);
}

static Finding describeWork(const Analysis &analysis, const LongHold &work, const Waiter &waiter) {
  const Function &holder = analysis.program().function(work.function);
  const Witness witness = *analysis.effects().of(holder, *work.op, work.effect);
  const std::vector<Witness> chain = analysis.effects().chain(witness);
  const std::string lock = namesOf(analysis, holder, {work.hold});
  const Function &taker = analysis.program().function(waiter.way.back().first);
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence =
      waiter.root.standing.sure && witness.certain && surely(work.hold) ? Confidence::Proved : Confidence::Likely;
  finding.at = placeOf(holder, *work.op);
  std::string how = chainText(analysis, chain);
  if (!witness.next) how = how.substr(how.find('\''));  // no function between: only what blocks
  finding.message = nameOf(holder) + " " + std::string(deedOf(work.effect)) + " (" + how + ") while it holds " + lock +
                    ", for which " + describe(analysis, waiter.root) + " has to wait (" +
                    brief(locate(taker, *waiter.way.back().second)) + ") and with it " + threadOf(waiter.root) +
                    "; take what is needed under the lock, give it back, and work then";
  finding.steps = heldSteps(analysis, holder, work.hold, *work.op);
  std::vector<Step> down = chainSteps(analysis, chain);
  finding.steps.insert(finding.steps.end(), down.begin(), down.end());
  finding.related = {
      {locate(waiter.root.function, *waiter.op), describe(analysis, waiter.root) + " takes " + lock + " here"}};
  std::vector<Step> from = provenance(analysis, waiter.root);
  finding.related.insert(finding.related.end(), from.begin(), from.end());
  finding.function = holder.name();
  finding.subject = chain.back().subject;
  finding.statement = statementOf(holder, *work.op);
  return finding;
}

static Finding describeRelock(const Analysis &analysis, const Function &holder, const Relock &relock) {
  const Function &taker = analysis.program().function(relock.way.back().first);
  const std::string lock = namesOf(analysis, holder, {relock.hold});
  const bool here = relock.way.size() == 1;
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(holder, *relock.op);
  finding.message =
      (here ? "this" : nameOf(taker)) + " takes " + lock + " again" +
      (here ? "" : " (" + brief(locate(taker, *relock.way.back().second)) + ")") + ", which " + nameOf(holder) +
      " holds here" + (relock.back ? ", if it is the same object" : "") + ": the thread waits for itself, for ever; " +
      (here ? "take it once" : "call it when the lock is free, or call a part of it that expects the lock to be held");
  finding.steps = heldSteps(analysis, holder, relock.hold, *relock.op);
  for (std::size_t i = 1; i < relock.way.size(); ++i) {
    const Function &function = analysis.program().function(relock.way[i].first);
    const bool last = i + 1 == relock.way.size();
    finding.steps.push_back(
        {locate(function, *relock.way[i].second),
         "in '" + function.head().display + "': " + (last ? "takes " + lock + " again" : "goes on here")});
  }
  finding.function = holder.name();
  finding.subject = taker.name();
  finding.statement = statementOf(holder, *relock.op);
  return finding;
}

static void runRelocks(const Analysis &analysis, std::vector<Finding> &out) {
  const Relocks relocks(analysis.calls(), analysis.locks());
  std::set<std::tuple<FunctionId, const facts::OpT *, std::uint32_t>> told;  // `at(to) = at(from)` is one mistake
  for (FunctionId id : analysis.locks().holders()) {
    const Function &holder = analysis.program().function(id);
    for (const Relock &relock : relocks.of(holder)) {
      Finding finding = describeRelock(analysis, holder, relock);
      const facts::OpT *taken = analysis.locks().taken(holder, relock.hold);
      if (finding.at.line && told.emplace(id, taken, finding.at.line).second) out.push_back(std::move(finding));
    }
  }
}

// Opening, writing and closing under one lock are one mistake.
static std::vector<Finding> longWorkUnder(const Analysis &analysis, const Waiters &waiters, const Entries &entries,
                                          const std::string &mutex, const std::vector<LongHold> &works) {
  std::vector<Finding> found;
  std::map<std::tuple<FunctionId, std::int32_t, Effect>, std::size_t> first;
  for (const LongHold &work : works) {
    const Function &holder = analysis.program().function(work.function);
    const bool alone = hasItForItself(entries, holder, work);
    const Waiter *waiter = alone ? nullptr : otherWaiter(analysis, waiters, mutex, work);
    const Function *joined = waiter ? nullptr : joinedTaker(analysis, entries, mutex, work);
    if (joined) found.push_back(describeJoin(analysis, work, *joined));
    if (!waiter) continue;
    Location at = placeOf(holder, *work.op);
    if (!at.line) continue;
    auto [known, isNew] = first.try_emplace({work.function, work.hold.taken, work.effect}, found.size());
    if (isNew)
      found.push_back(describeWork(analysis, work, *waiter));
    else if (found[known->second].at != at)
      found[known->second].related.push_back({at, "and again here"});
  }
  return found;
}

// One recursive lock for everything, as grown programs have it, is one decision: whoever takes it apart needs the places, and
// no finding for each of them.
static void foldManyHolders(std::vector<Finding> &found) {
  constexpr std::size_t most = 4;
  if (found.size() <= most) return;
  auto surest = std::min_element(found.begin(), found.end(),
                                 [](const Finding &a, const Finding &b) { return a.confidence < b.confidence; });
  std::iter_swap(found.begin(), surest);
  Finding &one = found.front();
  one.message += "; " + std::to_string(found.size() - 1) + " other functions work so under it, too";
  for (std::size_t i = 1; i < found.size(); ++i)
    one.related.push_back({found[i].at, "'" + found[i].function + "' works under it here"});
  found.resize(1);
}

static void runLongWork(const Analysis &analysis, std::vector<Finding> &out) {
  if (analysis.locks().longHolds().empty()) return;
  const Waiters waiters = findWaiters(analysis);
  const Entries entries = findEntries(analysis);
  for (const auto &[mutex, works] : analysis.locks().longHolds()) {
    std::vector<Finding> found = longWorkUnder(analysis, waiters, entries, mutex, works);
    const Function &holder = analysis.program().function(works.front().function);
    if (mayBeTakenAgain(analysis, holder, works.front().hold)) foldManyHolders(found);
    std::move(found.begin(), found.end(), std::back_inserter(out));
  }
}

static Finding describeContinuation(const Analysis &analysis, const Deferred &attached, const Hold &hold,
                                    const facts::OpT &again) {
  const Function &holder = analysis.program().function(attached.from);
  const Function &body = analysis.program().function(attached.callee);
  const std::string lock = namesOf(analysis, holder, {hold});
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(holder, *attached.op);
  finding.message = nameOf(holder) + " attaches this continuation while it holds " + lock +
                    ", and an inline executor runs it at once where the future is ready: it takes the same lock, and "
                    "the thread waits for itself; attach it when the lock is free, or give it an executor of its own";
  finding.steps = heldSteps(analysis, holder, hold, *attached.op);
  finding.steps.push_back({locate(body, again), "the continuation takes " + lock + " here"});
  finding.function = holder.name();
  finding.subject = std::string(lastComponent(attached.by));
  finding.statement = statementOf(holder, *attached.op);
  return finding;
}

// What an executor runs on the thread that attaches it takes the lock that this thread holds.
static void runContinuations(const Analysis &analysis, std::vector<Finding> &out) {
  for (const Deferred &attached : analysis.calls().deferred()) {
    if (attached.when != Invocation::Continuation || attached.thread != Thread::Caller) continue;
    const Function &holder = analysis.program().function(attached.from);
    for (const Hold &hold : analysis.locks().before(attached.op)) {
      const std::string mutex = surely(hold) ? analysis.locks().identity(holder, hold) : std::string();
      const auto &ops = analysis.program().function(attached.callee).ops();
      auto again = std::find_if(ops.begin(), ops.end(), [&](const facts::OpT *op) {
        return !mutex.empty() && analysis.locks().takesHere(op, mutex);
      });
      if (again == ops.end()) continue;
      Finding finding = describeContinuation(analysis, attached, hold, **again);
      if (finding.at.line) out.push_back(std::move(finding));
      break;
    }
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  runLongWork(analysis, out);
  runContinuations(analysis, out);
  runRelocks(analysis, out);
}

extern const Check BlockingUnderLock{"blocking-under-lock", "lock", Severity::Warning,
                                     "Work that blocks, under a lock that async code also takes", run};

}  // namespace cotidy
