// RunEvidence.cpp: a table of what shows which rule, and the search for it.
#include "driver/RunEvidence.h"

#include <algorithm>
#include <array>

namespace cotidy {

namespace {

/// What may be seen. A rule may have several signs.
enum Sign : unsigned {
  Nothing = 0,
  Holds = 1,       // a call that blocked in a coroutine or on a loop
  Waits = 2,       // a call that blocked, on any thread
  Computes = 4,    // a loop that stalled while it computed
  Lost = 8,        // a coroutine that never ran, or was given up
  Tiny = 16,       // tasks that are too small
  UnderLock = 32   // while a lock is held
};

struct Row {
  std::string_view rule;  // a prefix
  unsigned signs;
  Extent extent = Extent::Expression;
};

// The first row that fits.
constexpr std::array rows = {
    Row{"blocking-under-lock", Waits | UnderLock},
    Row{"blocking-destructor", Holds, Extent::Rest},
    Row{"blocking-", Holds},
    Row{"busy-wait", Holds | Computes, Extent::Body},
    Row{"fake-offload", Holds | Computes, Extent::Rest},
    Row{"unawaited-task", Lost},
    Row{"task-not-awaited-on-path", Lost},
    Row{"coroutine-as-void-callback", Lost},
    Row{"cpu-loop-on-executor", Computes, Extent::Body},
    Row{"heavy-call-on-executor", Computes},
    Row{"loop-without-suspension", Computes, Extent::Body},
    Row{"fine-grained-task", Tiny},
    Row{"submit-then-wait", Waits},
    Row{"pool-self-wait", Waits},
    Row{"self-join", Waits},
    Row{"discarded-future", Waits},
};

/// A task below this length is not worth being handed over.
constexpr std::uint64_t tinyNs = 2'000;
constexpr std::uint64_t manyTasks = 1'000;

Row rowOf(std::string_view rule) {
  const auto row = std::ranges::find_if(rows, [&](const Row &r) { return rule.starts_with(r.rule); });
  return row == rows.end() ? Row{rule, Nothing} : *row;
}

class Search {
public:
  Search(unsigned signs, const LineRange &lines, const Recording &recording, const Concerns &concerns)
      : signs_(signs), lines_(lines), recording_(recording), concerns_(concerns) {}

  Evidence run() {
    for (const CallEvent &call : recording_.calls) look(call);
    for (const SpawnEvent &spawn : recording_.spawns) look(spawn);
    for (const TaskEvent &task : recording_.tasks) look(task);
    evidence_.sampled = evidence_.seen.count == 0;
    for (const StallEvent &stall : recording_.stalls) look(stall);
    // Many short calls hold a loop up as well as a long one does.
    if (evidence_.seen.count == 0 && (signs_ & Holds))
      for (const StallEvent &stall : recording_.stalls)
        if (!stall.inCoroutine && here(stall.stack)) note("the loop was held up", stall.seen, stall.stack);
    if (evidence_.seen.count != 0)
      evidence_.sighting = Sighting::Seen;
    else if (ran_ || lineRan())
      evidence_.sighting = Sighting::Ran;
    else
      evidence_.sighting = recording_.coroutines != 0 ? Sighting::NotExercised : Sighting::NotObservable;
    return evidence_;
  }

private:
  bool here(const StackFrames &stack) const {
    return std::ranges::any_of(stack, [&](const StackFrame &frame) { return lines_.contains(frame.file, frame.line); });
  }

  bool lineRan() const {
    const auto first = recording_.lines.lower_bound({lines_.file, lines_.first});
    return first != recording_.lines.end() && lines_.contains(first->first, first->second);
  }

  /// A condition lets its lock go. More is known only where locks were told.
  bool isUnderLock(const CallEvent &call) const {
    return recording_.locks ? call.underLock : !call.callee.starts_with("pthread_cond_");
  }

  void look(const CallEvent &call) {
    if (!here(call.stack)) return;
    ran_ = true;
    evidence_.calls += call.calls;
    if ((signs_ & UnderLock) && !isUnderLock(call)) return;
    const bool counts = (signs_ & Waits) || ((signs_ & Holds) && call.context != RunContext::Thread);
    if (counts && call.blocked.count != 0) note(call.callee + " blocked", call.blocked, call.stack, call.maker);
  }

  void look(const StallEvent &stall) {
    if (!here(stall.stack)) return;
    ran_ = true;
    if (!(signs_ & Computes) || stall.blocked || (concerns_ && !concerns_(stall))) return;
    if (stall.inCoroutine) evidence_.makers.push_back(stall.maker);
    note(stall.inCoroutine ? "a coroutine computed without a suspension" : "the loop was held up by computing",
         stall.seen, stall.stack, stall.maker);
  }

  void look(const SpawnEvent &spawn) {
    if (!here(spawn.creator)) return;
    ran_ = true;
    if (signs_ & Tiny) lookForTiny(spawn);
    if (!(signs_ & Lost)) return;
    const std::uint64_t lost = spawn.neverRan() + spawn.abandoned;
    if (lost != 0)
      note("'" + spawn.coroutine + (spawn.neverRan() ? "' was made and never ran" : "' was given up half done"),
           {lost, 0, 0}, spawn.creator);
  }

  /// Tasks that are coroutines. Without --timing nothing is known of their length.
  void lookForTiny(const SpawnEvent &spawn) {
    if (spawn.created < manyTasks || spawn.ran.ns == 0) return;
    const std::uint64_t mean = spawn.ran.ns / spawn.created;
    if (mean < tinyNs)
      note("coroutines of " + duration(mean) + " each were made", {spawn.created, spawn.ran.ns, spawn.ran.longestNs},
           spawn.creator);
  }

  void look(const TaskEvent &task) {
    if (!lines_.contains(task.file, task.line) || task.ran.count == 0) return;
    ran_ = true;
    const std::uint64_t mean = task.ran.ns / task.ran.count;
    if ((signs_ & Tiny) && task.ran.count >= manyTasks && mean < tinyNs)
      note("tasks of " + duration(mean) + " each ran", task.ran, {});
  }

  /// The gravest event gives the words, all give the numbers.
  void note(const std::string &what, const Occurrences &seen, const StackFrames &stack, const StackFrames &maker = {}) {
    const bool graver = evidence_.what.empty() || seen.ns > gravest_;
    evidence_.seen.add(seen);
    if (!graver) return;
    gravest_ = seen.ns;
    evidence_.what = what;
    evidence_.stack = stack;
    evidence_.maker = maker;
  }

  unsigned signs_;
  const LineRange &lines_;
  const Recording &recording_;
  const Concerns &concerns_;
  Evidence evidence_;
  std::uint64_t gravest_ = 0;
  bool ran_ = false;
};

std::string times(std::uint64_t count) { return count == 1 ? "once" : std::to_string(count) + " times"; }

}  // namespace

std::string_view nameOf(Sighting sighting) {
  switch (sighting) {
  case Sighting::Seen: return "seen";
  case Sighting::Ran: return "ran";
  case Sighting::NotExercised: return "not-exercised";
  case Sighting::NotObservable: return "not-observable";
  }
  return "";
}

std::string Evidence::text() const {
  switch (sighting) {
  case Sighting::Seen: break;
  case Sighting::Ran: return "ran, not seen";
  case Sighting::NotExercised: return "not exercised";
  case Sighting::NotObservable: return "a run cannot show it";
  }
  std::string result = "seen at run time: " + what + " " + times(seen.count);
  if (seen.ns != 0) result += ", " + duration(seen.ns) + " in all, longest " + duration(seen.longestNs);
  if (const StackFrames made = ownFrames(maker); !made.empty())
    result += ", on threads made at " + made.front().file + ":" + std::to_string(made.front().line);
  return result;
}

LineRange linesOf(const Finding &finding, const Sources &sources) {
  return linesOf(finding.at, rowOf(finding.rule).extent, sources);
}

bool isObservable(std::string_view rule) { return rowOf(rule).signs != Nothing; }

Evidence evidenceOf(std::string_view rule, const LineRange &lines, const Recording &recording,
                    const Concerns &concerns) {
  const unsigned signs = rowOf(rule).signs;
  if (signs == Nothing) return {};
  return Search(signs, lines, recording, concerns).run();
}

}  // namespace cotidy
