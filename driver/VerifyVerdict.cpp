// VerifyVerdict.cpp: the questions in their order: can these runs tell anything, is the mistake gone, and at what price.
#include "driver/VerifyVerdict.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cotidy {

namespace {

using Runs = std::vector<TestRun>;

Recording together(const Runs &runs) {
  Recording all;
  for (const TestRun &run : runs) all.add(run.recording);
  return all;
}

template <class Member> std::uint64_t median(const Runs &runs, Member member) {
  std::vector<std::uint64_t> values;
  for (const TestRun &run : runs) values.push_back(member(run));
  std::ranges::sort(values);
  return values.empty() ? 0 : values[values.size() / 2];
}

SideFigures figuresOf(const VerifyPlace &place, const LineRange &lines, const Runs &runs,
                      const Concerns &concerns = {}) {
  SideFigures figures;
  figures.runs = runs.size();
  figures.evidence = evidenceOf(place.rule, lines, together(runs), concerns);
  for (const TestRun &run : runs)
    figures.seenIn += evidenceOf(place.rule, lines, run.recording, concerns).sighting == Sighting::Seen;
  figures.longestRoundNs = median(runs, [](const TestRun &run) { return run.recording.longestRoundNs; });
  figures.stalls = median(runs, [](const TestRun &run) {
    std::uint64_t count = 0;
    for (const StallEvent &stall : run.recording.stalls) count += stall.inCoroutine ? 0 : stall.seen.count;
    return count;
  });
  figures.cpuNs = median(runs, [](const TestRun &run) { return run.cpuNs; });
  figures.wallNs = median(runs, [](const TestRun &run) { return run.wallNs; });
  return figures;
}

/// The same place, by its text: the change moves lines.
bool isSamePlace(const VerifyPlace &place, const StackFrames &before, const StackFrames &after) {
  const StackFrames was = ownFrames(before), is = ownFrames(after);
  return std::ranges::equal(was, is, [&](const StackFrame &old, const StackFrame &now) {
    const LineRange lines = place.moved ? place.moved(old) : LineRange{old.file, old.line, old.line};
    return old.function == now.function && lines.contains(now.file, now.line);
  });
}

/// Computing is a mistake where it was one: work that went to the threads of another pool holds up nobody there.
Concerns sameThreads(const VerifyPlace &place, const std::vector<StackFrames> &makers) {
  return [&place, &makers](const StallEvent &stall) {
    const auto isSame = [&](const StackFrames &maker) { return isSamePlace(place, maker, stall.maker); };
    return !stall.inCoroutine || std::ranges::any_of(makers, isSame);
  };
}

bool sameStatus(const Runs &runs) {
  return std::ranges::all_of(runs, [&](const TestRun &run) { return run.status == runs.front().status; });
}

bool sameOutput(const Runs &runs) {
  return std::ranges::all_of(runs, [&](const TestRun &run) { return run.output == runs.front().output; });
}

std::string howItEnded(const TestRun &run) {
  if (run.timedOut) return "did not end in time";
  return "ended with status " + std::to_string(run.status);
}

/// Where a call held others up: its name, and the function of the project that made it.
using Hold = std::tuple<std::string, std::string, std::string>;

std::map<Hold, Occurrences> holdsOf(const Recording &recording) {
  std::map<Hold, Occurrences> holds;
  for (const CallEvent &call : recording.calls) {
    const StackFrames own = ownFrames(call.stack);
    if (call.context == RunContext::Thread || call.blocked.count == 0 || own.empty()) continue;
    holds[{call.callee, own.front().file, own.front().function}].add(call.blocked);
  }
  return holds;
}

/// Less than a fifth of what was to go away is chance.
bool isChance(const Occurrences &seen, const Occurrences &gone) {
  return seen.ns * 5 < gone.ns && seen.longestNs * 5 < gone.longestNs;
}

/// The gravest hold that only the changed program has.
struct NewHold {
  Hold hold;
  Occurrences seen;
};
NewHold newHold(const Recording &before, const Recording &after, const Occurrences &gone) {
  std::set<std::pair<std::string, std::string>>
      known;  // not by the call: send or the poll that follows, as chance has it
  for (const auto &[hold, seen] : holdsOf(before)) known.insert({std::get<1>(hold), std::get<2>(hold)});
  NewHold gravest;
  for (const auto &[hold, seen] : holdsOf(after))
    if (!known.contains({std::get<1>(hold), std::get<2>(hold)}) && !isChance(seen, gone) && seen.ns > gravest.seen.ns)
      gravest = {hold, seen};
  return gravest;
}

bool calledBefore(const Recording &before, const std::string &callee) {
  const auto holds = holdsOf(before);
  return std::ranges::any_of(holds, [&](const auto &entry) { return std::get<0>(entry.first) == callee; });
}

std::string describe(const NewHold &found) {
  return std::get<0>(found.hold) + " in '" + std::get<2>(found.hold) + "' (" + std::get<1>(found.hold) + "), " +
         duration(found.seen.ns);
}

/// Why the runs before the change cannot tell anything; empty: they can.
Judgement &unusable(Judgement &judgement, const Runs &before) {
  const Sighting sighting = judgement.before.evidence.sighting;
  const auto inconclusive = [&](std::string reason) -> Judgement & {
    judgement.verdict = Verdict::Inconclusive;
    judgement.reason = std::move(reason);
    return judgement;
  };
  const Recording all = together(before);
  if (!sameStatus(before)) return inconclusive("the test gives different results without any change");
  if (all.processes == 0) return inconclusive("nothing was recorded");
  if (!all.crashes.empty()) return inconclusive("the program crashes before the change: " + all.crashes.front());
  if (before.front().status != 0 && sighting != Sighting::Seen)
    return inconclusive("the test " + howItEnded(before.front()) + " before the change");
  if (!all.symbols && all.lines.empty())
    return inconclusive("the program has no debug information: places are unknown");
  if (sighting == Sighting::NotExercised) {
    judgement.verdict = Verdict::NotExercised;
    judgement.reason = "the test does not reach the line";
  } else if (sighting == Sighting::NotObservable) {
    inconclusive("no instrumented code was loaded, and no stack shows the line");
  } else if (sighting == Sighting::Ran) {
    inconclusive("the line ran, and the mistake did not show");
  }
  return judgement;
}

Judgement &conclude(Judgement &judgement, Verdict verdict, std::string reason) {
  judgement.verdict = verdict;
  judgement.reason = std::move(reason);
  return judgement;
}

/// A busy machine takes the processor away here and there, for a moment each.
bool areMoments(const Occurrences &seen, const Occurrences &gone) {
  return seen.longestNs * 10 < gone.longestNs && seen.ns * 2 < gone.ns;
}

/// Stalls are no blocked call that is still there; and short ones may be at the place by chance.
bool isOther(const Evidence &now, const Evidence &before) {
  return now.sampled && (!before.sampled || isChance(now.seen, before.seen) || areMoments(now.seen, before.seen));
}

Judgement &stillSeen(Judgement &judgement, const VerifyPlace &place, bool locksKnown) {
  if (place.rule == "blocking-under-lock" && !locksKnown)
    return conclude(judgement, Verdict::Inconclusive, "the call still blocks, and no run shows whether a lock is held");
  return conclude(judgement, Verdict::NoEffect, "still " + judgement.after.evidence.text());
}

Judgement &compare(Judgement &judgement, const VerifyPlace &place, const Runs &before, const Runs &after) {
  const Evidence &now = judgement.after.evidence;
  if (!sameStatus(after) || (after.front().status != 0 && after.front().status != before.front().status))
    return conclude(judgement, Verdict::Contradicted, "with the change the test " + howItEnded(after.front()));
  const Recording was = together(before), is = together(after);
  if (now.sighting == Sighting::Seen && !isOther(now, judgement.before.evidence))
    return stillSeen(judgement, place, is.locks);
  if (now.sighting == Sighting::Seen) judgement.notes.push_back("stalls went over the lines: " + now.text());
  const NewHold fresh = newHold(was, is, judgement.before.evidence.seen);
  if (fresh.seen.count != 0) {
    const bool moved = calledBefore(was, std::get<0>(fresh.hold));
    return conclude(judgement, moved ? Verdict::NoEffect : Verdict::Contradicted,
                    (moved ? "it only moved: " : "the change brings a new one: ") + describe(fresh));
  }
  if (now.sighting == Sighting::NotExercised)
    return conclude(judgement, Verdict::Inconclusive, "the changed lines did not run");
  if (!sameOutput(before) || !sameOutput(after)) {
    judgement.notes.push_back("the output differs from run to run and was not compared");
  } else if (before.front().output != after.front().output) {
    return conclude(judgement, Verdict::OutputChanged,
                    "gone in " + std::to_string(after.size()) + " run(s); the output of the test is another");
  }
  return conclude(judgement, Verdict::Verified, "gone in " + std::to_string(after.size()) + " run(s) of the same test");
}

}  // namespace

std::string_view nameOf(Verdict verdict) {
  switch (verdict) {
  case Verdict::Verified: return "verified";
  case Verdict::OutputChanged: return "verified but output changed";
  case Verdict::NoEffect: return "no effect";
  case Verdict::Contradicted: return "contradicted";
  case Verdict::NotExercised: return "not exercised";
  case Verdict::Inconclusive: return "inconclusive";
  }
  return "";
}

Judgement judge(const VerifyPlace &place, const Runs &before, const Runs &after, bool builds) {
  Judgement judgement;
  judgement.before = figuresOf(place, place.before, before);
  judgement.after = figuresOf(place, place.after, after, sameThreads(place, judgement.before.evidence.makers));
  if (before.empty()) return conclude(judgement, Verdict::Inconclusive, "there was no run");
  if (!unusable(judgement, before).reason.empty()) return judgement;
  if (!builds) return conclude(judgement, Verdict::Contradicted, "the changed program does not build");
  if (after.empty()) return conclude(judgement, Verdict::Inconclusive, "there was no run of the changed program");
  return compare(judgement, place, before, after);
}

}  // namespace cotidy
