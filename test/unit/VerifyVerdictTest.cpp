// Verdicts: each answer that runs before and after a change can give.
#include "driver/VerifyVerdict.h"
#include "driver/VerifyLines.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

constexpr std::uint64_t ms = 1'000'000;

CallEvent hold(const std::string &function, std::uint32_t line, std::uint64_t ns) {
  CallEvent call;
  call.callee = "nanosleep";
  call.context = RunContext::Coroutine;
  call.coroutine = function;
  call.stack = {{function, "main.cpp", line, false}};
  call.blocked = {1, ns, ns};
  call.calls = 1;
  return call;
}

TestRun runWith(std::vector<CallEvent> calls, std::string output = "ok", int status = 0) {
  TestRun run;
  run.output = std::move(output);
  run.status = status;
  run.recording.processes = run.recording.coroutines = 1;
  run.recording.symbols = true;
  run.recording.lines = {{"main.cpp", 10}, {"main.cpp", 30}};
  run.recording.calls = std::move(calls);
  return run;
}

const VerifyPlace place{"blocking-sleep", {"main.cpp", 10, 10}, {"main.cpp", 10, 12}};
const std::vector<TestRun> seen = {runWith({hold("query()", 10, 50 * ms)}), runWith({hold("query()", 10, 60 * ms)})};
const std::vector<TestRun> clean = {runWith({}), runWith({})};

Verdict verdictOf(const std::vector<TestRun> &before, const std::vector<TestRun> &after, bool builds = true) {
  return judge(place, before, after, builds).verdict;
}

TEST(VerifyVerdict, gone) {
  const Judgement judgement = judge(place, seen, clean, true);
  EXPECT_EQ(judgement.verdict, Verdict::Verified);
  EXPECT_EQ(judgement.before.seenIn, 2u);
  EXPECT_EQ(judgement.before.evidence.seen, (Occurrences{2, 110 * ms, 60 * ms}));
  EXPECT_EQ(judgement.after.evidence.sighting, Sighting::Ran);
}

TEST(VerifyVerdict, goneWithOtherOutput) {
  EXPECT_EQ(verdictOf(seen, {runWith({}, "more"), runWith({}, "more")}), Verdict::OutputChanged);
}

TEST(VerifyVerdict, aStallIsNoBlockedCallThatIsStillThere) {
  TestRun stalled = runWith({});
  stalled.recording.stalls = {{false, {{"query()", "main.cpp", 11, false}}, {1, 30 * ms, 30 * ms}}};
  const Judgement judgement = judge(place, seen, {stalled, stalled}, true);
  EXPECT_EQ(judgement.verdict, Verdict::Verified);
  EXPECT_EQ(judgement.notes.size(), 1u);

  TestRun longer = stalled;
  longer.recording.stalls.front().seen = {1, 300 * ms, 300 * ms};
  longer.recording.stalls.front().stack.front().line = 10;
  EXPECT_EQ(verdictOf({longer, longer}, {stalled, stalled}), Verdict::Verified) << "a tenth may be chance";
  EXPECT_EQ(verdictOf({stalled, stalled}, {longer, longer}), Verdict::Inconclusive) << "line 11 is after the change";
  EXPECT_EQ(verdictOf({longer, longer}, {longer, longer}), Verdict::NoEffect);

  TestRun moments = longer, parts = longer;
  moments.recording.stalls.front().seen = {9, 140 * ms, 25 * ms};
  parts.recording.stalls.front().seen = {3, 140 * ms, 50 * ms};
  EXPECT_EQ(verdictOf({longer, longer}, {moments, moments}), Verdict::Verified) << "a busy machine";
  EXPECT_EQ(verdictOf({longer, longer}, {parts, parts}), Verdict::NoEffect) << "the work in parts";
}

TEST(VerifyVerdict, outputThatDiffersByItselfIsNotCompared) {
  const std::vector<TestRun> before = {runWith({hold("query()", 10, 50 * ms)}, "1"),
                                       runWith({hold("query()", 10, 50 * ms)}, "2")};
  const Judgement judgement = judge(place, before, clean, true);
  EXPECT_EQ(judgement.verdict, Verdict::Verified);
  EXPECT_EQ(judgement.notes.size(), 1u);
}

TEST(VerifyVerdict, stillThereInTheChangedLines) {
  EXPECT_EQ(verdictOf(seen, {runWith({hold("query()", 12, 50 * ms)})}), Verdict::NoEffect);
}

TEST(VerifyVerdict, movedElsewhere) {
  EXPECT_EQ(verdictOf(seen, {runWith({hold("other()", 30, 50 * ms)})}), Verdict::NoEffect);
}

TEST(VerifyVerdict, aNewHoldOfAnotherKind) {
  CallEvent fresh = hold("other()", 30, 50 * ms);
  fresh.callee = "fsync";
  EXPECT_EQ(verdictOf(seen, {runWith({fresh})}), Verdict::Contradicted);
  fresh.blocked = {1, 2 * ms, 2 * ms};  // next to 110 ms it is chance
  EXPECT_EQ(verdictOf(seen, {runWith({fresh}), runWith({})}), Verdict::Verified);
}

TEST(VerifyVerdict, theTestFailsOrDoesNotBuild) {
  EXPECT_EQ(verdictOf(seen, {runWith({}, "ok", 1)}), Verdict::Contradicted);
  EXPECT_EQ(verdictOf(seen, {}, false), Verdict::Contradicted);
}

TEST(VerifyVerdict, runsThatCannotTell) {
  EXPECT_EQ(verdictOf(clean, clean), Verdict::Inconclusive) << "it did not show";
  EXPECT_EQ(verdictOf({runWith({}), runWith({}, "ok", 1)}, clean), Verdict::Inconclusive) << "flaky";
  TestRun elsewhere = runWith({});
  elsewhere.recording.lines = {{"main.cpp", 30}};
  EXPECT_EQ(verdictOf({elsewhere}, clean), Verdict::NotExercised);
  TestRun crashed = runWith({hold("query()", 10, 50 * ms)}, "", 139);
  crashed.recording.crashes = {"app: signal 11"};
  EXPECT_EQ(verdictOf({crashed}, clean), Verdict::Inconclusive);
}

TEST(VerifyVerdict, aHangThatIsTheMistakeItself) {
  TestRun hangs = runWith({hold("query()", 10, 900 * ms)}, "", 124);
  hangs.timedOut = true;
  EXPECT_EQ(verdictOf({hangs}, {runWith({}, "")}), Verdict::Verified);
}

TEST(VerifyVerdict, aCallUnderALockIsJudgedWhereLocksWereTold) {
  const VerifyPlace locked{"blocking-under-lock", {"main.cpp", 10, 10}, {"main.cpp", 10, 12}};
  TestRun under = runWith({hold("save()", 10, 50 * ms)});
  under.recording.calls.front().context = RunContext::Thread;
  EXPECT_EQ(judge(locked, {under}, {under}, true).verdict, Verdict::Inconclusive) << "nobody was asked for locks";
  under.recording.locks = true;
  EXPECT_EQ(judge(locked, {under}, {under}, true).verdict, Verdict::Inconclusive) << "no lock was held";
  under.recording.calls.front().underLock = true;
  TestRun free = under;
  free.recording.calls.front().underLock = false;
  EXPECT_EQ(judge(locked, {under}, {under}, true).verdict, Verdict::NoEffect);
  EXPECT_EQ(judge(locked, {under}, {free}, true).verdict, Verdict::Verified);
}

TEST(VerifyVerdict, workThatWentToOtherThreadsIsGone) {
  const auto madeAt = [](std::uint32_t line) { return StackFrames{{"main()", "main.cpp", line, false}}; };
  const auto computing = [](StackFrames maker) {
    TestRun run = runWith({});
    run.recording.stalls = {{false, {{"pack()", "main.cpp", 10, false}}, {1, 300 * ms, 300 * ms}, true, maker}};
    return run;
  };
  VerifyPlace heavy{"heavy-call-on-executor", {"main.cpp", 10, 10}, {"main.cpp", 10, 12}};
  heavy.moved = [](const StackFrame &frame) { return LineRange{frame.file, frame.line + 2, frame.line + 2}; };
  const std::vector<TestRun> before = {computing(madeAt(20))};
  EXPECT_EQ(judge(heavy, before, {computing(madeAt(22))}, true).verdict, Verdict::NoEffect) << "the same pool";
  EXPECT_EQ(judge(heavy, before, {computing(madeAt(23))}, true).verdict, Verdict::Verified) << "another pool";
  EXPECT_EQ(judge(heavy, before, {computing({})}, true).verdict, Verdict::Verified) << "the first thread";
  TestRun onLoop = computing(madeAt(23));
  onLoop.recording.stalls.front().inCoroutine = false;
  EXPECT_EQ(judge(heavy, before, {onLoop}, true).verdict, Verdict::NoEffect) << "a loop";
}

TEST(VerifyLines, moveWithTheChange) {
  const std::string before = "a\nb\nc\nd\n", after = "a\nx\ny\nc\nd\n";
  const auto moved = [&](std::uint32_t first, std::uint32_t last) {
    const LineRange lines = movedLines({"f", first, last}, before, after);
    return std::pair(lines.first, lines.last);
  };
  EXPECT_EQ(moved(1, 1), std::pair(1u, 1u));
  EXPECT_EQ(moved(2, 2), std::pair(2u, 3u)) << "what was changed is all of the change";
  EXPECT_EQ(moved(4, 4), std::pair(5u, 5u));
  EXPECT_EQ(movedLines({"f", 2, 2}, before, before).last, 2u);
}

TEST(VerifyLines, betweenTwoChangesNothingHasChanged) {
  const std::string before = "a\nb\nc\nd\ne\n", after = "new\na\nb\nc\nx\nx\ne\n";
  const auto moved = [&](std::uint32_t line) {
    const LineRange lines = movedLines({"f", line, line}, before, after);
    return std::pair(lines.first, lines.last);
  };
  EXPECT_EQ(moved(2), std::pair(3u, 3u));
  EXPECT_EQ(moved(4), std::pair(5u, 6u));
  EXPECT_EQ(moved(5), std::pair(7u, 7u));
}

TEST(VerifyLines, whatIsGoneWasBeforeWhatFollows) {
  const LineRange lines = movedLines({"f", 2, 3}, "a\nb\nc\nd\n", "a\nd\n");
  EXPECT_EQ(std::pair(lines.first, lines.last), std::pair(2u, 2u));
}

}  // namespace
}  // namespace cotidy
