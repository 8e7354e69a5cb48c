// UnifiedDiffTest.cpp: git is the judge: what it applies must be what the edits give.
#include "driver/UnifiedDiff.h"
#include "driver/FixEngine.h"

#include "test/unit/Workspace.h"

#include <random>

namespace cotidy {
namespace {

class UnifiedDiffTest : public test::Workspace {
protected:
  static std::string quoted(const std::string &word) { return '\'' + word + '\''; }

  bool run(const std::string &command) const {
    return std::system(("cd " + quoted(root()) + " && " + command + " 2>git.log").c_str()) == 0;
  }

  // Has git apply the patch, and compares.
  void expectApplies(const std::string &file, const std::string &text, const std::vector<Edit> &edits) const {
    write(file, text);
    FixPlan plan;
    plan.edits[file] = edits;
    std::string error;
    const auto changes = prepareChanges(plan, {.root = root(), .unchanged = {}, .recheck = {}}, error);
    ASSERT_EQ(changes.size(), 1U) << error;
    write("fix.patch", asPatch(changes));
    ASSERT_TRUE(run("git apply --check fix.patch")) << read("git.log") << read("fix.patch");
    ASSERT_TRUE(run("git apply fix.patch")) << read("git.log");
    EXPECT_EQ(read(file), changes[0].after) << read("fix.patch");
  }
};

Edit at(std::uint32_t begin, std::uint32_t end, const std::string &text) { return {"a.cpp", begin, end, text}; }

TEST(UnifiedDiffTextTest, oneHunkWithContext) {
  EXPECT_EQ(unifiedDiff("src/a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", std::vector{at(8, 9, "five")}),
            "diff --git a/src/a.cpp b/src/a.cpp\n--- a/src/a.cpp\n+++ b/src/a.cpp\n"
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiffTextTest, insertedLineLeavesItsNeighboursAlone) {
  EXPECT_EQ(unifiedDiff("a.cpp", "1\n2\n", std::vector{at(2, 2, "new\n")}),
            "diff --git a/a.cpp b/a.cpp\n--- a/a.cpp\n+++ b/a.cpp\n@@ -1,2 +1,3 @@\n 1\n+new\n 2\n");
}

TEST(UnifiedDiffTextTest, laterHunksCountTheLinesThatWereGained) {
  EXPECT_EQ(unifiedDiff("a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", std::vector{at(0, 0, "a\nb\n"), at(16, 18, "")}),
            "diff --git a/a.cpp b/a.cpp\n--- a/a.cpp\n+++ b/a.cpp\n"
            "@@ -1,3 +1,5 @@\n+a\n+b\n 1\n 2\n 3\n"
            "@@ -6,4 +8,3 @@\n 6\n 7\n 8\n-9\n");
}

TEST(UnifiedDiffTextTest, editsThatTouchAreOneChange) {
  EXPECT_EQ(unifiedDiff("a.cpp", "1\n", std::vector{at(1, 2, ""), at(2, 2, "2")}),
            "diff --git a/a.cpp b/a.cpp\n--- a/a.cpp\n+++ b/a.cpp\n"
            "@@ -1 +1 @@\n-1\n+12\n\\ No newline at end of file\n");
}

TEST(UnifiedDiffTextTest, editsThatChangeNothingGiveNoDiff) {
  EXPECT_EQ(unifiedDiff("a.cpp", "1\n2\n", {}), "");
  EXPECT_EQ(unifiedDiff("a.cpp", "1\n2\n", std::vector{at(0, 1, "1")}), "");
}

TEST_F(UnifiedDiffTest, filesWithoutALastNewline) {
  expectApplies("a.cpp", "one", {at(0, 3, "two")});
  expectApplies("a.cpp", "one", {at(3, 3, "\n")});
  expectApplies("a.cpp", "one\n", {at(3, 4, "")});
  expectApplies("a.cpp", "one\ntwo", {at(0, 3, "1")});
  expectApplies("a.cpp", "", {at(0, 0, "new\n")});
  expectApplies("a.cpp", "one\n", {at(4, 4, "two")});
}

TEST_F(UnifiedDiffTest, windowsLineEndings) {
  expectApplies("a.cpp", "one\r\ntwo\r\nthree\r\n", {at(5, 5, "new\n"), at(10, 15, "3")});
}

TEST_F(UnifiedDiffTest, hostileNames) {
  for (const std::string name : {"with blank.cpp", "dir with blank/\xC3\xA9.cpp", "quote\".cpp", "back\\slash.cpp",
                                 "tab\there.cpp", "new\nline.cpp", "a b/c b/d.cpp"})
    expectApplies(name, "one\ntwo\n", {{name, 0, 3, "1"}});
}

// Random edits over random texts: every way in which edits, lines and context can meet.
TEST_F(UnifiedDiffTest, whateverTheEditsGitAgrees) {
  std::mt19937 random(20);
  const auto below = [&](std::size_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (std::uint32_t i = below(120); i > 0; --i) text += "ab\n"[below(3)];
    std::vector<Edit> edits;
    for (std::uint32_t begin = below(8); begin <= text.size(); begin += below(40)) {
      const auto end = std::min<std::uint32_t>(begin + below(9), static_cast<std::uint32_t>(text.size()));
      constexpr std::string_view inserted[] = {"", "x", "x\n", "\nx", "x\ny"};
      edits.push_back(at(begin, end, std::string(inserted[below(5)])));
      begin = end;
    }
    if (applyToText(text, edits) == text) continue;
    ASSERT_NO_FATAL_FAILURE(expectApplies("a.cpp", text, edits)) << "round " << round;
  }
}

}  // namespace
}  // namespace cotidy
