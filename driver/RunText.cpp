// RunText.cpp: the report of a run for people: the gravest first, each with the frames of the project.
#include "driver/RunReport.h"

#include "driver/Display.h"

#include <algorithm>

namespace cotidy {

namespace {

constexpr std::size_t shownFrames = 6, shownEvents = 20;

std::string times(std::uint64_t count) { return count == 1 ? "once" : std::to_string(count) + " times"; }

std::string numbers(const Occurrences &seen) {
  return times(seen.count) + ", " + duration(seen.ns) + " in all, longest " + duration(seen.longestNs);
}

std::string frames(const StackFrames &stack) {
  std::string text;
  std::size_t shown = 0;
  for (const StackFrame &frame : ownFrames(stack)) {
    if (shown++ == shownFrames) return text + "      …\n";
    text += "      " + displayText(frame.file) + ":" + std::to_string(frame.line) + " " + displayText(frame.function) +
            "\n";
  }
  return text;
}

/// Those that weigh something, the heaviest first; equal ones as they come.
template <class Event, class Weight>
std::vector<const Event *> gravest(const std::vector<Event> &events, Weight weight) {
  std::vector<const Event *> sorted;
  for (const Event &event : events)
    if (weight(event) != 0) sorted.push_back(&event);
  std::ranges::sort(sorted, [&](const Event *a, const Event *b) {
    const std::uint64_t left = weight(*a), right = weight(*b);
    return left != right ? left > right : a < b;
  });
  return sorted;
}

std::string more(std::size_t total) {
  return total > shownEvents ? "    and " + std::to_string(total - shownEvents) + " more: --format=json has all\n" : "";
}

std::string where(const CallEvent &call) {
  if (!call.coroutine.empty()) return "in coroutine '" + displayText(call.coroutine) + "'";
  return call.context == RunContext::Coroutine ? "in a coroutine" : "on a loop";
}

/// Which pool: two of one library run the same code, and differ in who made their threads.
std::string madeAt(const StackFrames &maker) {
  const std::string made = frames(maker);
  return made.empty() ? "" : "     on threads made at\n" + made;
}

std::string holder(const CallEvent &wait) {
  const std::string taken = frames(wait.holder);
  return taken.empty() ? "" : "     for who had taken it at\n" + taken;
}

bool holdsUp(const CallEvent &call) { return call.context != RunContext::Thread && call.blocked.count != 0; }

std::string blockingCalls(const Recording &recording) {
  const auto calls =
      gravest(recording.calls, [](const CallEvent &call) { return holdsUp(call) ? call.blocked.ns : 0; });
  if (calls.empty()) return "  no call blocked a coroutine or a loop\n";
  std::string text = "  calls that blocked a coroutine or a loop:\n";
  for (std::size_t i = 0; i < std::min(calls.size(), shownEvents); ++i)
    text += "    " + calls[i]->callee + " (" + calls[i]->kind + ") " + where(*calls[i]) + ": " +
            numbers(calls[i]->blocked) + "\n" + frames(calls[i]->stack) + holder(*calls[i]) + madeAt(calls[i]->maker);
  return text + more(calls.size());
}

std::string stalls(const Recording &recording) {
  if (recording.rounds == 0) return "";
  const auto sorted =
      gravest(recording.stalls, [](const StallEvent &stall) { return stall.inCoroutine ? 0 : stall.seen.ns; });
  std::string text = "  event loops: " + std::to_string(recording.rounds) + " rounds, longest " +
                     duration(recording.longestRoundNs) + (sorted.empty() ? ", no stall\n" : "; stalls:\n");
  for (std::size_t i = 0; i < std::min(sorted.size(), shownEvents); ++i) {
    text += std::string("    ") + (sorted[i]->blocked ? "blocked " : "computing ") + numbers(sorted[i]->seen) + "\n";
    text += sorted[i]->stack.empty() ? "      (over before it could be looked at)\n" : frames(sorted[i]->stack);
  }
  return text + more(sorted.size());
}

/// Where threads wait for no events themselves (a pool that a loop hands coroutines to), others wait for the thread.
std::string longRuns(const Recording &recording) {
  const auto sorted =
      gravest(recording.stalls, [](const StallEvent &stall) { return stall.inCoroutine ? stall.seen.ns : 0; });
  if (sorted.empty()) return "";
  std::string text = "  coroutines that computed without a suspension, on threads that are no loops:\n";
  for (std::size_t i = 0; i < std::min(sorted.size(), shownEvents); ++i) {
    text += "    " + numbers(sorted[i]->seen) + "\n" + frames(sorted[i]->stack) + madeAt(sorted[i]->maker);
  }
  return text + more(sorted.size());
}

std::string underLocks(const Recording &recording) {
  const auto calls =
      gravest(recording.calls, [](const CallEvent &call) { return call.underLock ? call.blocked.ns : 0; });
  if (calls.empty()) return "";
  std::string text = "  calls that blocked while a lock was held:\n";
  for (std::size_t i = 0; i < std::min(calls.size(), shownEvents); ++i) {
    text += "    " + calls[i]->callee + ": " + numbers(calls[i]->blocked) + "\n" + frames(calls[i]->stack);
    if (const std::string taken = frames(calls[i]->lock); !taken.empty())
      text += "     the lock was taken at\n" + taken;
  }
  return text + more(calls.size());
}

/// On other threads nobody is held up, but work waits all the same.
std::string lockWaits(const Recording &recording) {
  const auto waits = gravest(recording.calls, [](const CallEvent &call) {
    return call.context == RunContext::Thread && call.kind == "lock" ? call.blocked.ns : 0;
  });
  if (waits.empty()) return "";
  std::string text = "  waits for locks on other threads:\n";
  for (std::size_t i = 0; i < std::min(waits.size(), shownEvents); ++i)
    text += "    " + waits[i]->callee + ": " + numbers(waits[i]->blocked) + "\n" + frames(waits[i]->stack) +
            holder(*waits[i]) + madeAt(waits[i]->maker);
  return text + more(waits.size());
}

/// A program that makes a thread now and then is no news.
std::string threads(const Recording &recording) {
  constexpr std::uint64_t many = 100;
  const auto sites =
      gravest(recording.threadSites, [](const ThreadEvent &site) { return site.made >= many ? site.made : 0; });
  std::string text;
  for (std::size_t i = 0; i < std::min(sites.size(), shownEvents); ++i)
    text += "    " + std::to_string(sites[i]->made) + " threads made at\n" + frames(sites[i]->stack);
  return text.empty() ? "" : "  places that make many threads:\n" + text + more(sites.size());
}

/// Coroutines inside of libraries are given up at every shutdown: that is theirs to know.
std::uint64_t lostOf(const SpawnEvent &spawn) {
  const bool own = !spawn.file.empty() && !spawn.file.starts_with("/usr/");
  return own ? spawn.neverRan() + spawn.abandoned : 0;
}

std::string lostTasks(const Recording &recording) {
  const auto lost = gravest(recording.spawns, lostOf);
  if (lost.empty()) return "";
  std::string text = "  coroutines that did not come to their end:\n";
  for (std::size_t i = 0; i < std::min(lost.size(), shownEvents); ++i) {
    const SpawnEvent &spawn = *lost[i];
    text += "    '" + displayText(spawn.coroutine) + "': " + std::to_string(spawn.created) + " made, " +
            std::to_string(spawn.neverRan()) + " never ran, " + std::to_string(spawn.abandoned) + " given up\n" +
            frames(spawn.creator);
  }
  return text + more(lost.size());
}

/// What handing over, resuming and all else of the program take: with tiny tasks that is the most.
std::string besidesCoroutines(const Recording &recording) {
  Occurrences ran;
  for (const SpawnEvent &spawn : recording.spawns) ran.add({spawn.resumed, spawn.ran.ns, spawn.ran.longestNs});
  if (ran.ns == 0 || ran.count == 0 || ran.ns >= recording.cpuNs) return "";  // they waited, too
  const std::uint64_t rest = recording.cpuNs - ran.ns;
  return "    of " + duration(recording.cpuNs) + " CPU time coroutines ran for " + duration(ran.ns) + ", in " +
         std::to_string(ran.count) + " resumptions; the rest is " + duration(rest / ran.count) + " for each\n";
}

/// What the threads needed to come to each, from the one before.
std::string handingOver(std::uint64_t ns, std::uint64_t count) {
  return ns == 0 ? "" : ", handing over " + duration(ns / count) + " each";
}

std::string tasks(const Recording &recording) {
  std::string text;
  for (const TaskEvent &task : recording.tasks) {
    if (task.ran.count == 0) continue;
    const std::uint64_t work = task.ran.ns, overhead = recording.cpuNs > work ? recording.cpuNs - work : 0;
    text += "    " + displayText(task.file) + ":" + std::to_string(task.line) + " " + std::to_string(task.ran.count) +
            " tasks, work " + duration(work / task.ran.count) + " each" + handingOver(task.betweenNs, task.ran.count) +
            ", other CPU time of the program " + duration(overhead / task.ran.count) + " each\n";
  }
  const auto spawns = gravest(
      recording.spawns, [](const SpawnEvent &made) { return made.created == 0 ? 0 : made.ran.ns + made.betweenNs; });
  for (std::size_t i = 0; i < std::min(spawns.size(), shownEvents); ++i) {
    const SpawnEvent &spawn = *spawns[i];
    text += "    '" + displayText(spawn.coroutine) + "': " + std::to_string(spawn.created) + " made, work " +
            duration(spawn.ran.ns / spawn.created) + " each" + handingOver(spawn.betweenNs, spawn.created) + ", in " +
            std::to_string(spawn.resumed) + " resumptions\n" + frames(spawn.creator);
  }
  return text.empty() ? "" : "  work per task:\n" + text + more(spawns.size()) + besidesCoroutines(recording);
}

std::string findings(const RunReport &report) {
  if (!report.analysed) return "";
  std::string text = "  findings of check, and what this run says of them:\n";
  for (const JudgedFinding &judged : report.findings)
    text += "    " + displayText(judged.finding.at.file) + ":" + std::to_string(judged.finding.at.line) + " " +
            judged.finding.rule + ": " + displayText(judged.evidence.text()) + "\n";
  if (report.findings.empty()) text = "  check has no finding\n";
  const auto missed = unexplained(report);
  for (const CallEvent *call : missed)
    text += "    no finding explains: " + call->callee + " " + where(*call) + ": " + numbers(call->blocked) + "\n" +
            frames(call->stack);
  if (!missed.empty()) text += "    these are misses of the rules or the models; a model of the call may help\n";
  return text;
}

}  // namespace

std::vector<const CallEvent *> unexplained(const RunReport &report) {
  std::vector<const CallEvent *> result;
  for (const CallEvent &call : report.recording.calls) {
    const StackFrames own = ownFrames(call.stack);
    if (!holdsUp(call) || own.empty()) continue;
    const bool known = std::ranges::any_of(report.findings, [&](const JudgedFinding &judged) {
      return std::ranges::any_of(own, [&](const StackFrame &frame) {
        const bool atLine = frame.file == judged.finding.at.file && frame.line == judged.finding.at.line;
        return atLine || judged.evidence.stack == call.stack;
      });
    });
    if (!known) result.push_back(&call);
  }
  return result;
}

std::string toText(const RunReport &report) {
  const Recording &recording = report.recording;
  std::string text = "cotidy: " + std::to_string(recording.processes) + " process(es), " +
                     std::to_string(recording.coroutines) + " instrumented coroutine(s), " +
                     std::to_string(recording.threads) + " thread(s) made";
  if (report.wallNs >= 1'000'000'000)
    text += " (" + std::to_string(recording.threads * 1'000'000'000 / report.wallNs) + " per second)";
  text += ", exit status " + std::to_string(report.status) + "\n";
  for (const std::string &crash : recording.crashes) text += "  ended by " + displayText(crash) + "\n";
  text += blockingCalls(recording) + stalls(recording) + longRuns(recording) + underLocks(recording) +
          lockWaits(recording) + threads(recording) + lostTasks(recording) + tasks(recording) + findings(report);
  if (recording.lost != 0)
    text += "  " + std::to_string(recording.lost) + " event(s) found no room in the tables and are missing here\n";
  return text;
}

}  // namespace cotidy
