// SourcesTest.cpp: lines, columns and offsets, in files as they really are.
#include "driver/Sources.h"

#include "test/unit/Workspace.h"

#include <sys/stat.h>

namespace cotidy {
namespace {

using SourcesTest = test::Workspace;

TEST(SourceFileTest, everyLineEndingEndsALine) {
  const SourceFile file("one\ntwo\r\nthree\rfour");
  ASSERT_EQ(file.lineCount(), 4U);
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "two");
  EXPECT_EQ(file.line(3), "three");
  EXPECT_EQ(file.line(4), "four");
  EXPECT_EQ(file.lines(2, 3), "two\r\nthree");
}

TEST(SourceFileTest, whatLiesBeyondTheEndIsEmpty) {
  const SourceFile file("one\n");
  EXPECT_EQ(file.lineCount(), 2U);
  EXPECT_EQ(file.line(0), "");
  EXPECT_EQ(file.line(2), "");
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.offsetOf({9, 9}), 4U);
  EXPECT_EQ(file.offsetOf({1, 99}), 3U);
  EXPECT_EQ(file.positionOf(99), (Position{2, 1}));
}

TEST(SourceFileTest, emptyFileHasOneEmptyLine) {
  const SourceFile file("");
  EXPECT_EQ(file.lineCount(), 1U);
  EXPECT_EQ(file.line(1), "");
  EXPECT_EQ(file.positionOf(0), (Position{1, 1}));
  EXPECT_EQ(file.offsetOf({1, 1}), 0U);
}

TEST(SourceFileTest, offsetsAndPositionsAreInverse) {
  const SourceFile file("ab\r\nc\n\nd\xC3\xA9 f");
  for (const std::uint32_t offset : {0U, 1U, 2U, 4U, 5U, 6U, 7U, 8U, 10U, 12U})
    EXPECT_EQ(file.offsetOf(file.positionOf(offset)), offset) << offset;
  EXPECT_EQ(file.positionOf(4), (Position{2, 1}));
  EXPECT_EQ(file.positionOf(8), (Position{4, 2}));
}

TEST(SourceFileTest, utf16ColumnsCountUnits) {
  const SourceFile file("\xC3\xA9 \xF0\x9F\x98\x80 x");  // é, blank, an emoji (a surrogate pair), blank, x
  EXPECT_EQ(file.utf16Column({1, 1}), 1U);
  EXPECT_EQ(file.utf16Column({1, 3}), 2U);
  EXPECT_EQ(file.utf16Column({1, 9}), 6U);
}

TEST(SourceFileTest, byteOrderMarkIsNoColumn) {
  const SourceFile file("\xEF\xBB\xBFint x;\n\xEF\xBB\xBFint y;");
  EXPECT_EQ(file.utf16Column({1, 4}), 1U);
  EXPECT_EQ(file.utf16Column({1, 8}), 5U);
  EXPECT_EQ(file.utf16Column({2, 4}), 2U);  // only the first one is a mark
}

TEST(SourceFileTest, illFormedUtf8BecomesReplacementCharacters) {
  EXPECT_EQ(toUtf16("a\xFFz"), u"a\xFFFDz");
  EXPECT_EQ(toUtf16("\xE2\x82"), u"\xFFFD");  // one maximal subpart
  EXPECT_EQ(toUtf16("\xF0\x9F\x98\x80"), u"\xD83D\xDE00");
  EXPECT_EQ(toUtf16(""), u"");
}

TEST_F(SourcesTest, readsRelativeToTheRootAndKeepsWhatItRead) {
  write("src/a.cpp", "int a;\n");
  const Sources sources(root());
  const SourceFile *file = sources.find("src/a.cpp");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->line(1), "int a;");
  write("src/a.cpp", "changed\n");
  EXPECT_EQ(sources.find("src/a.cpp"), file);
  ASSERT_NE(sources.find(path("src/a.cpp")), nullptr);
  EXPECT_EQ(sources.find(path("src/a.cpp"))->line(1), "changed");
}

TEST_F(SourcesTest, whatIsNoRegularFileIsNotThere) {
  write("src/a.cpp", "");
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const Sources sources(root());
  EXPECT_EQ(sources.find("none.cpp"), nullptr);
  EXPECT_EQ(sources.find("src"), nullptr);
  EXPECT_EQ(sources.find("pipe"), nullptr);
  EXPECT_EQ(sources.find(""), nullptr);
}

TEST_F(SourcesTest, unsavedTextStandsInForTheFile) {
  write("a.cpp", "on disk\n");
  Sources sources(root());
  sources.add("a.cpp", "in the editor\n");
  EXPECT_EQ(sources.find("a.cpp")->line(1), "in the editor");
}

TEST_F(SourcesTest, rangesSpanLinesAndSurviveAMissingFile) {
  const std::string text = "f(1,\n  2);\n";
  write("a.cpp", text);
  const Sources sources(root());
  EXPECT_EQ(sources.rangeOf(test::locate("a.cpp", text, "f(1,\n  2)")), (Range{{1, 1}, {2, 5}}));
  const Location missing{.file = "gone.cpp", .line = 7, .column = 3, .begin = 90, .end = 95};
  EXPECT_EQ(sources.rangeOf(missing), (Range{{7, 3}, {7, 8}}));
}

}  // namespace
}  // namespace cotidy
