// What a loop ran, told from stacks.
#include "driver/RunLoops.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

const StackFrame poll{"reactor::run()", "/usr/include/library/reactor.h", 7, false};
const StackFrame run{"context::run()", "/usr/include/library/context.h", 20, false};
const StackFrame inMain{"main", "main.cpp", 12, false};
const StackFrame afterwards{"main", "main.cpp", 14, false};
const StackFrame handler{"handler()", "handler.cpp", 3, false};

RunLoops loopsOf(StackFrames wait) {
  RunLoops loops;
  loops.add(std::move(wait));
  return loops;
}

TEST(RunLoops, aHandlerStandsAboveTheCallOfTheLibrary) {
  const RunLoops loops = loopsOf({poll, run, inMain});
  EXPECT_TRUE(loops.ran({handler, run, inMain}));
}

TEST(RunLoops, aFunctionMayRunTheLoopTwice) {
  const RunLoops loops = loopsOf({poll, run, inMain});
  EXPECT_TRUE(loops.ran({handler, run, afterwards}));
}

TEST(RunLoops, aLibraryMayWaitForItsTurn) {
  const RunLoops loops = loopsOf({poll, run, inMain});
  EXPECT_FALSE(loops.ran({run, inMain}));
}

TEST(RunLoops, whatComesAfterwardsIsNotTheLoops) {
  const RunLoops loops = loopsOf({poll, run, inMain});
  EXPECT_FALSE(loops.ran({handler, afterwards}));
}

TEST(RunLoops, aLoopOfTheProjectRunsAll) {
  const RunLoops loops = loopsOf({inMain});
  EXPECT_TRUE(loops.ran({handler, afterwards}));
}

TEST(RunLoops, nothingIsKnown) { EXPECT_TRUE(RunLoops().ran({run, inMain})); }

TEST(RunLoops, oneOfSeveralLoops) {
  RunLoops loops = loopsOf({poll, run, afterwards});
  loops.add({poll, run, inMain});
  EXPECT_TRUE(loops.ran({handler, run, inMain}));
}

}  // namespace
}  // namespace cotidy
