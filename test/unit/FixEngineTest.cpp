// FixEngineTest.cpp: fixes go together or not at all, and files change completely or not at all.
#include "driver/FixEngine.h"

#include "test/unit/Workspace.h"

#include <stdexcept>
#include <sys/stat.h>

namespace cotidy {
namespace {

Edit insert(const std::string &file, std::uint32_t at, const std::string &text) { return {file, at, at, text}; }

Edit replace(const std::string &file, std::uint32_t begin, std::uint32_t end, const std::string &text) {
  return {file, begin, end, text};
}

Finding withFixes(std::vector<Fix> fixes) {
  Finding finding;
  finding.rule = "blocking-sleep";
  finding.fixes = std::move(fixes);
  return finding;
}

Finding safelyMended(std::vector<Edit> edits) {
  return withFixes({{.title = "Mend it", .safe = true, .edits = std::move(edits)}});
}

FixPlan planOf(const std::vector<Finding> &findings, bool unsafe = false) { return planFixes(findings, unsafe); }

// ------------------------------------------------------------------ planning

TEST(FixPlanTest, theFirstSafeFixIsTaken) {
  const Finding finding = withFixes({{.title = "review", .safe = false, .edits = {insert("a", 1, "r")}},
                                     {.title = "first", .safe = true, .edits = {insert("a", 2, "f")}},
                                     {.title = "second", .safe = true, .edits = {insert("a", 3, "s")}}});
  for (const bool unsafe : {false, true}) {
    const FixPlan plan = planOf({finding}, unsafe);
    ASSERT_EQ(plan.chosen.size(), 1U);
    EXPECT_EQ(plan.chosen[0].fix, 1U);
    EXPECT_EQ(plan.edits.at("a"), std::vector<Edit>{insert("a", 2, "f")});
  }
}

TEST(FixPlanTest, whatNeedsReviewIsTakenOnlyWhenAsked) {
  const std::vector<Finding> findings{withFixes({{.title = "advice", .safe = true, .edits = {}},
                                                 {.title = "review", .safe = false, .edits = {insert("a", 1, "r")}}}),
                                      withFixes({})};
  const FixPlan careful = planOf(findings);
  EXPECT_TRUE(careful.edits.empty());
  EXPECT_EQ(careful.needReview, 1U);
  const FixPlan bold = planOf(findings, true);
  ASSERT_EQ(bold.chosen.size(), 1U);
  EXPECT_EQ(bold.chosen[0].finding, 0U);
  EXPECT_EQ(bold.chosen[0].fix, 1U);
  EXPECT_EQ(bold.needReview, 0U);
}

TEST(FixPlanTest, equalEditsBecomeOne) {
  const Edit include = insert("a", 0, "#include <chrono>\n");
  const FixPlan plan =
      planOf({safelyMended({include, replace("a", 20, 25, "x")}), safelyMended({include, replace("a", 30, 35, "y")})});
  EXPECT_EQ(plan.chosen.size(), 2U);
  EXPECT_EQ(plan.edits.at("a"), (std::vector<Edit>{include, replace("a", 20, 25, "x"), replace("a", 30, 35, "y")}));
}

TEST(FixPlanTest, differentLinesAtOnePlaceAreBothKeptInOrder) {
  const FixPlan plan =
      planOf({safelyMended({insert("a", 9, "#include <b>\n")}), safelyMended({insert("a", 9, "#include <a>\n")})});
  EXPECT_TRUE(plan.skipped.empty());
  const std::vector<Edit> sorted{insert("a", 9, "#include <a>\n"), insert("a", 9, "#include <b>\n")};
  EXPECT_EQ(plan.edits.at("a"), sorted);
}

TEST(FixPlanTest, theLaterOfTwoThatOverlapIsSkippedAsAWhole) {
  const FixPlan plan = planOf({safelyMended({replace("a", 10, 20, "x")}),
                               safelyMended({insert("b", 5, "other file"), replace("a", 15, 25, "y")}),
                               safelyMended({replace("a", 20, 22, "touches only")})});
  ASSERT_EQ(plan.skipped.size(), 1U);
  EXPECT_EQ(plan.skipped[0].finding, 1U);
  EXPECT_EQ(plan.skipped[0].reason, "it overlaps an earlier fix in 'a'");
  EXPECT_EQ(plan.edits.count("b"), 0U);
  EXPECT_EQ(plan.edits.at("a"), (std::vector<Edit>{replace("a", 10, 20, "x"), replace("a", 20, 22, "touches only")}));
}

TEST(FixPlanTest, insertionsClashInsideAReplacementAndAtOnePoint) {
  EXPECT_EQ(planOf({safelyMended({replace("a", 10, 20, "x")}), safelyMended({insert("a", 15, "y")})}).skipped.size(),
            1U);
  EXPECT_EQ(planOf({safelyMended({insert("a", 15, "x")}), safelyMended({insert("a", 15, "y")})}).skipped.size(), 1U);
  EXPECT_EQ(planOf({safelyMended({replace("a", 10, 20, "x")}), safelyMended({insert("a", 20, "y")})}).skipped.size(),
            0U);
  EXPECT_EQ(planOf({safelyMended({replace("a", 10, 20, "x")}), safelyMended({insert("a", 10, "y")})}).skipped.size(),
            0U);
}

// f(a + g()): one fix puts brackets around all of it, the other around g(); both close at the same point.
TEST(FixPlanTest, closingBracketsAtOnePointAreNotMerged) {
  const FixPlan plan = planOf({safelyMended({insert("a", 2, "("), insert("a", 9, ")")}),
                               safelyMended({insert("a", 6, "("), insert("a", 9, ")")}),
                               safelyMended({insert("a", 2, "("), insert("a", 9, ")")})});
  ASSERT_EQ(plan.skipped.size(), 1U);
  EXPECT_EQ(plan.skipped[0].finding, 1U);
  EXPECT_EQ(plan.chosen.size(), 2U);
  EXPECT_EQ(plan.edits.at("a").size(), 2U);
}

TEST(FixPlanTest, aFixThatOverlapsItselfIsSkipped) {
  const FixPlan plan = planOf(
      {safelyMended({replace("a", 1, 5, "x"), replace("a", 4, 8, "y")}), safelyMended({replace("a", 5, 1, "x")})});
  EXPECT_EQ(plan.skipped.size(), 2U);
  EXPECT_TRUE(plan.edits.empty());
}

// ------------------------------------------------------------------ text

TEST(ApplyToTextTest, editsAreAppliedInOrder) {
  const std::vector<Edit> edits{insert("a", 0, ">"), replace("a", 0, 1, "A"), replace("a", 2, 4, ""),
                                insert("a", 6, "<")};
  EXPECT_EQ(applyToText("abcdef", edits), ">Abef<");
  EXPECT_EQ(applyToText("", {}), "");
}

TEST(ApplyToTextTest, editsThatDoNotFitAreRefused) {
  EXPECT_EQ(applyToText("abc", std::vector{replace("a", 2, 4, "x")}), std::nullopt);
  EXPECT_EQ(applyToText("abc", std::vector{replace("a", 1, 3, "x"), replace("a", 2, 3, "y")}), std::nullopt);
}

TEST(ApplyToTextTest, insertedLinesTakeTheFilesLineEnding) {
  EXPECT_EQ(applyToText("a\r\nb\r\n", std::vector{insert("a", 3, "x\ny\r\n")}), "a\r\nx\r\ny\r\nb\r\n");
  EXPECT_EQ(applyToText("a\nb\n", std::vector{insert("a", 2, "x\n")}), "a\nx\nb\n");
}

TEST(ApplyToTextTest, theByteOrderMarkStaysInFront) {
  const std::vector<Edit> edits{insert("a", 0, "#include <x>\n"), replace("a", 3, 6, "long")};
  EXPECT_EQ(applyToText("\xEF\xBB\xBFint x;", edits), "\xEF\xBB\xBF#include <x>\nlong x;");
}

// ------------------------------------------------------------------ files

class FixEngineTest : public test::Workspace {
protected:
  FixSettings settings() const { return {.root = root(), .unchanged = {}, .recheck = {}}; }

  std::vector<FileChange> prepared(const std::vector<Finding> &findings) const {
    std::string error;
    std::vector<FileChange> changes = prepareChanges(planOf(findings), settings(), error);
    EXPECT_EQ(error, "");
    return changes;
  }

  std::string refusal(const std::vector<Finding> &findings, const FixSettings &settings) const {
    std::string error;
    EXPECT_TRUE(prepareChanges(planOf(findings), settings, error).empty());
    return error;
  }
};

TEST_F(FixEngineTest, writesAllFilesAndKeepsTheirPermissions) {
  write("src/a.cpp", "sleep(1);\r\n");
  write("b.cpp", "sleep(2);\n");
  ASSERT_EQ(::chmod(path("b.cpp").c_str(), 0755), 0);
  const auto changes = prepared({safelyMended({insert("src/a.cpp", 0, "co_await\n"), replace("b.cpp", 6, 7, "3")})});
  std::vector<std::string> rechecked;
  FixSettings settings = this->settings();
  settings.recheck = [&](const std::vector<std::string> &files) {
    rechecked = files;
    EXPECT_EQ(read("b.cpp"), "sleep(3);\n");  // written before it is asked
    return std::vector<std::string>();
  };
  EXPECT_EQ(writeChanges(changes, settings), "");
  EXPECT_EQ(read("src/a.cpp"), "co_await\r\nsleep(1);\r\n");
  EXPECT_EQ(read("b.cpp"), "sleep(3);\n");
  EXPECT_EQ(rechecked, (std::vector<std::string>{"b.cpp", "src/a.cpp"}));
  EXPECT_EQ(list(), (std::vector<std::string>{"b.cpp", "src"}));
  EXPECT_EQ(list("src"), std::vector<std::string>{"a.cpp"});
  struct stat status = {};
  ASSERT_EQ(::stat(path("b.cpp").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0755U);
}

TEST_F(FixEngineTest, aFailedRecheckRollsEverythingBack) {
  write("a.cpp", "one\n");
  write("b.cpp", "two\n");
  const auto changes = prepared({safelyMended({insert("a.cpp", 0, "x"), insert("b.cpp", 0, "y")})});
  FixSettings settings = this->settings();
  settings.recheck = [](const std::vector<std::string> &) {
    return std::vector<std::string>{"a.cpp:1:1: error: unknown type name 'xone'", "another"};
  };
  EXPECT_EQ(writeChanges(changes, settings),
            "the fixed files did not pass the re-check: a.cpp:1:1: error: unknown type name "
            "'xone' (and 1 more); everything was put back");
  EXPECT_EQ(read("a.cpp"), "one\n");
  EXPECT_EQ(read("b.cpp"), "two\n");
  EXPECT_EQ(list(), (std::vector<std::string>{"a.cpp", "b.cpp"}));

  settings.recheck = [](const std::vector<std::string> &) -> std::vector<std::string> {
    throw std::runtime_error("no compiler");
  };
  EXPECT_NE(writeChanges(changes, settings).find("no compiler; everything was put back"), std::string::npos);
  EXPECT_EQ(read("a.cpp"), "one\n");
}

TEST_F(FixEngineTest, nothingIsWrittenWhenOneFileCannotBe) {
  write("a.cpp", "one\n");
  write("sub/b.cpp", "two\n");
  auto changes = prepared({safelyMended({insert("a.cpp", 0, "x"), insert("sub/b.cpp", 0, "y")})});
  std::filesystem::remove_all(path("sub"));
  const std::string error = writeChanges(changes, settings());
  EXPECT_NE(error.find("sub/b.cpp"), std::string::npos) << error;
  EXPECT_NE(error.find("nothing was changed"), std::string::npos) << error;
  EXPECT_EQ(read("a.cpp"), "one\n");
  EXPECT_EQ(list(), std::vector<std::string>{"a.cpp"});
}

TEST_F(FixEngineTest, aFileThatChangedMeanwhileIsNotOverwritten) {
  write("a.cpp", "one\n");
  const auto changes = prepared({safelyMended({insert("a.cpp", 0, "x")})});
  write("a.cpp", "the user typed this\n");
  EXPECT_EQ(writeChanges(changes, settings()),
            "cannot fix 'a.cpp': it changed while the fix was made; run the analysis again; nothing was changed");
  EXPECT_EQ(read("a.cpp"), "the user typed this\n");
  EXPECT_EQ(list(), std::vector<std::string>{"a.cpp"});
}

TEST_F(FixEngineTest, aFileThatChangedSinceTheAnalysisIsRefused) {
  write("a.cpp", "one\n");
  FixSettings settings = this->settings();
  settings.unchanged = [](const std::string &file, std::string_view bytes) {
    EXPECT_EQ(file, "a.cpp");
    return bytes == "what was analysed\n";
  };
  EXPECT_EQ(refusal({safelyMended({insert("a.cpp", 0, "x")})}, settings),
            "cannot fix 'a.cpp': it has changed since it was analysed; run the analysis again");
  EXPECT_EQ(refusal({safelyMended({replace("a.cpp", 3, 99, "x")})}, this->settings()),
            "cannot fix 'a.cpp': it has changed since it was analysed; run the analysis again");
  EXPECT_EQ(refusal({safelyMended({insert("gone.cpp", 0, "x")})}, this->settings()),
            "cannot fix 'gone.cpp': it cannot be read; run the analysis again");
}

TEST_F(FixEngineTest, nothingOutsideOfTheRootIsEdited) {
  write("inside/a.cpp", "one\n");
  write("secret.cpp", "keep\n");
  std::filesystem::create_symlink(path("secret.cpp"), path("inside/link.cpp"));
  FixSettings settings = this->settings();
  settings.root = path("inside");
  for (const std::string file : {"../secret.cpp", "link.cpp"})
    EXPECT_NE(refusal({safelyMended({insert(file, 0, "x")})}, settings).find("outside of the project root"),
              std::string::npos)
        << file;
  EXPECT_NE(refusal({safelyMended({insert(path("inside/a.cpp"), 0, "x")})}, settings).find("outside"),
            std::string::npos);
}

TEST_F(FixEngineTest, editsThatChangeNothingWriteNothing) {
  write("a.cpp", "one\n");
  EXPECT_TRUE(prepared({safelyMended({replace("a.cpp", 0, 3, "one")})}).empty());
}

}  // namespace
}  // namespace cotidy
