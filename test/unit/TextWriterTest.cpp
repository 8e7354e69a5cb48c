// TextWriterTest.cpp: what people read.
#include "driver/TextWriter.h"

#include "driver/Display.h"
#include "test/unit/Workspace.h"

namespace cotidy {
namespace {

constexpr std::string_view summaryOfOneFile = "analysed 1 file, 2 functions, 1 coroutine, 0 on event loops in 0.5 s\n";

class TextWriterTest : public test::Workspace {
protected:
  Report report() const {
    Report report;
    report.version = "1.2.3";
    report.root = root();
    report.counts = {.files = 1, .functions = 2, .coroutines = 1};
    report.seconds = 0.5;
    return report;
  }

  static Finding finding(const Location &at) {
    Finding finding;
    finding.rule = "blocking-sleep";
    finding.at = at;
    finding.message = "'sleep' blocks the loop";
    return finding;
  }

  std::string text(const Report &report, const TextOptions &options = {}) const {
    return toText(report, Sources(root()), options);
  }
};

TEST_F(TextWriterTest, headLineSourceLineCaretAndSummary) {
  const std::string source = "task poll() {\n  sleep(1);\n}\n";
  write("src/a.cpp", source);
  Report report = this->report();
  report.findings = {finding(test::locate("src/a.cpp", source, "sleep(1)"))};
  EXPECT_EQ(text(report), "src/a.cpp:2:3: warning: 'sleep' blocks the loop [cotidy-blocking-sleep]\n"
                          "  sleep(1);\n"
                          "  ^~~~~~~~\n"
                          "1 finding in 1 file:\n"
                          "  1  cotidy-blocking-sleep\n" +
                              std::string(summaryOfOneFile));
}

TEST_F(TextWriterTest, severitiesUseTheWordsThatLogScannersKnow) {
  Report report = this->report();
  const Location at{.file = "gone.cpp", .line = 1, .column = 1};
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Hint}) {
    report.findings.push_back(finding(at));
    report.findings.back().severity = severity;
  }
  const std::string out = text(report);
  EXPECT_NE(out.find("gone.cpp:1:1: error: "), std::string::npos);
  EXPECT_NE(out.find("gone.cpp:1:1: warning: "), std::string::npos);
  EXPECT_NE(out.find("gone.cpp:1:1: note: "), std::string::npos);
}

TEST_F(TextWriterTest, stepsRelatedPlacesAndFixesAreNotes) {
  const std::string source = "int load();\nint x = load();\n";
  write("a.cpp", source);
  Report report = this->report();
  Finding finding = this->finding(test::locate("a.cpp", source, "load();\n"));
  finding.steps = {{test::locate("a.cpp", source, "x ="), "'x' waits"}};
  finding.related = {{{.file = "gone.h", .line = 4, .column = 2}, "the same leaf"}};
  finding.fixes = {{.title = "Wait on a timer", .safe = true, .edits = {}},
                   {.title = "Offload it", .safe = false, .edits = {}}};
  report.findings = {finding};
  const std::string out = text(report);
  EXPECT_NE(out.find("a.cpp:2:5: note: 'x' waits\nint x = load();\n    ^~~\n"
                     "gone.h:4:2: note: the same leaf\n"
                     "a.cpp:1:5: note: fix: Wait on a timer (safe)\n"
                     "a.cpp:1:5: note: fix: Offload it (needs review)\n"),
            std::string::npos)
      << out;
}

TEST_F(TextWriterTest, tabsAndWideCharactersKeepTheCaretInPlace) {
  const std::string source = "\tx\tsleep(1);\n/* \xE4\xB8\xAD\xC3\xA9 */ sleep(2);\n";  // one wide, one narrow letter
  write("a.cpp", source);
  Report report = this->report();
  report.findings = {finding(test::locate("a.cpp", source, "sleep(1)")),
                     finding(test::locate("a.cpp", source, "sleep(2)"))};
  const std::string out = text(report);
  EXPECT_NE(out.find("        x       sleep(1);\n                ^~~~~~~~\n"), std::string::npos) << out;
  EXPECT_NE(out.find("/* \xE4\xB8\xAD\xC3\xA9 */ sleep(2);\n          ^~~~~~~~\n"), std::string::npos) << out;
}

TEST_F(TextWriterTest, rangesOverSeveralLinesAreUnderlinedToTheEndOfTheFirst) {
  const std::string source = "f(1,\r\n2);\r\n";
  write("a.cpp", source);
  Report report = this->report();
  report.findings = {finding(test::locate("a.cpp", source, "f(1,\r\n2)"))};
  EXPECT_NE(text(report).find("]\nf(1,\n^~~~\n1 finding"), std::string::npos) << text(report);
}

TEST_F(TextWriterTest, aFileThatChangedIsQuotedAsFarAsItGoes) {
  write("a.cpp", "short\n");
  Report report = this->report();
  report.findings = {finding({.file = "a.cpp", .line = 1, .column = 40, .begin = 39, .end = 60}),
                     finding({.file = "a.cpp", .line = 90, .column = 1, .begin = 500, .end = 510})};
  const std::string out = text(report);
  EXPECT_NE(out.find("a.cpp:1:40: warning: 'sleep' blocks the loop [cotidy-blocking-sleep]\nshort\n     ^\n"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find("a.cpp:90:1: warning: 'sleep' blocks the loop [cotidy-blocking-sleep]\n2 findings"),
            std::string::npos)
      << out;
}

TEST_F(TextWriterTest, hostileNamesAndTextCannotDriveTheTerminal) {
  const std::string name = "a\033[2J\nb.cpp";
  const std::string source = "\033]0;title\007 \xFF sleep(1);\n";
  write(name, source);
  Report report = this->report();
  report.findings = {finding(test::locate(name, source, "sleep(1)"))};
  report.findings[0].message = "evil\r\nmessage";
  const std::string out = text(report);
  EXPECT_EQ(out.find('\033'), std::string::npos);
  EXPECT_EQ(out.find('\r'), std::string::npos);
  EXPECT_EQ(out.find('\007'), std::string::npos);
  EXPECT_NE(out.find("a<U+001B>[2J<U+000A>b.cpp:1:14: warning: evil<U+000D><U+000A>message ["), std::string::npos)
      << out;
  EXPECT_NE(out.find("<U+001B>]0;title<U+0007> <FF> sleep(1);\n" + std::string(30, ' ') + "^~~~~~~~\n"),
            std::string::npos)
      << out;
}

TEST_F(TextWriterTest, endlessLinesAreNotQuoted) {
  const std::string source = std::string(100000, ' ') + "sleep(1);\n";
  write("a.cpp", source);
  Report report = this->report();
  report.findings = {finding(test::locate("a.cpp", source, "sleep(1)"))};
  EXPECT_LT(text(report).size(), 400U);
}

TEST_F(TextWriterTest, coloursOnlyWhenAsked) {
  Report report = this->report();
  report.findings = {finding({.file = "gone.cpp", .line = 1, .column = 1})};
  EXPECT_EQ(text(report).find('\033'), std::string::npos);
  const std::string coloured = text(report, {.colour = true, .from = {}});
  EXPECT_NE(coloured.find("\033[1mgone.cpp:1:1: \033[0m\033[0;1;35mwarning: \033[0m"), std::string::npos) << coloured;
}

TEST_F(TextWriterTest, pathsCountFromWhereTheUserStands) {
  Report report = this->report();
  report.findings = {finding({.file = "src/a.cpp", .line = 1, .column = 1}),
                     finding({.file = "/usr/include/x.h", .line = 1, .column = 1})};
  const std::string inside = text(report, {.colour = false, .from = root() + "/src"});
  EXPECT_TRUE(inside.starts_with("a.cpp:1:1: ")) << inside;
  const std::string beside = text(report, {.colour = false, .from = root() + "/test"});
  EXPECT_TRUE(beside.starts_with("../src/a.cpp:1:1: ")) << beside;
}

TEST_F(TextWriterTest, cleanRunSaysSo) { EXPECT_EQ(text(report()), "no findings\n" + std::string(summaryOfOneFile)); }

TEST_F(TextWriterTest, aRunThatSawNothingAsynchronousSaysWhatToDo) {
  Report report = this->report();
  report.counts.coroutines = 0;
  const std::string out = text(report);
  EXPECT_TRUE(out.starts_with("no findings\nno coroutine and no event loop was recognised: ")) << out;
  EXPECT_NE(out.find("--models"), std::string::npos);
  report.counts.eventLoops = 1;
  EXPECT_EQ(text(report).find("recognised"), std::string::npos);
}

TEST_F(TextWriterTest, failuresAreToldWithWhatToDo) {
  Report report = this->report();
  report.failures = {{.file = "b.cpp", .kind = FailureKind::MissingHeader, .error = "'gen.h' file not found"}};
  report.counts.coroutines = 0;
  const std::string out = text(report);
  EXPECT_TRUE(
      out.starts_with("b.cpp: error: not analysed (missing-header): 'gen.h' file not found\nb.cpp: note: Build once"))
      << out;
  EXPECT_NE(out.find("no findings in what could be analysed\n"), std::string::npos) << out;
  EXPECT_NE(out.find("analysed 1 file (1 failed), "), std::string::npos) << out;
  report.counts.files = 0;
  EXPECT_EQ(text(report).find("recognised"), std::string::npos);  // the failures are the reason
}

TEST_F(TextWriterTest, summaryCountsByRuleMostFrequentFirst) {
  Report report = this->report();
  const Location at{.file = "gone.cpp", .line = 1, .column = 1};
  report.findings = {finding(at), finding(at), finding(at)};
  report.findings[0].rule = "await-in-loop";
  report.suppressed = {{.finding = finding(at), .by = Acceptance::Comment, .justification = "known"}};
  report.counts.unknownCallees = 1;
  report.counts.models = 40;
  EXPECT_EQ(summaryOf(report),
            "3 findings in 1 file (1 suppressed):\n"
            "  2  cotidy-blocking-sleep\n"
            "  1  cotidy-await-in-loop\n"
            "analysed 1 file, 2 functions, 1 coroutine, 0 on event loops, 1 unknown callee, 40 models in 0.5 s\n");
}

TEST(DisplayTest, columnsOfEveryByte) {
  const DisplayLine line = displayLine("a\tb");
  EXPECT_EQ(line.text, "a       b");
  EXPECT_EQ(line.columns, (std::vector<std::size_t>{0, 1, 8, 9}));
  EXPECT_EQ(underline(line, 1, 3), " ^~~~~~~~");
  EXPECT_EQ(underline(line, 2, 2), "        ^");
  EXPECT_EQ(underline(line, 99, 100), "         ^");
}

}  // namespace
}  // namespace cotidy
