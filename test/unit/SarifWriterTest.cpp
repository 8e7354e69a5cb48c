// SarifWriterTest.cpp: what code scanning and editors take from the log, beyond what a schema could check.
#include "driver/SarifWriter.h"

#include "driver/Fingerprint.h"
#include "driver/SarifRules.h"
#include "test/unit/Workspace.h"

#include <nlohmann/json.hpp>

namespace cotidy {
namespace {

using nlohmann::json;

constexpr Check sleepCheck{.name = "blocking-sleep",
                           .family = "blocking",
                           .severity = Severity::Warning,
                           .summary = "A sleep of the thread in async context",
                           .run = nullptr};
constexpr Check awaitCheck{.name = "await-in-loop",
                           .family = "granularity",
                           .severity = Severity::Hint,
                           .summary = "Independent awaits one after the other",
                           .run = nullptr};
constexpr std::string_view sleepPage =
    "# blocking-sleep\n\nIt holds up the loop,\nand all tasks on it.\n\n```cpp\nsleep(1);\n```\n## Instead\nWait.\n";

class SarifWriterTest : public test::Workspace {
protected:
  Report report() const {
    Report report;
    report.version = "1.2.3";
    report.root = root();
    report.checks = {&awaitCheck, &sleepCheck};
    report.page = [](std::string_view rule) { return rule == sleepCheck.name ? sleepPage : std::string_view(); };
    return report;
  }

  static Finding finding(const Location &at) {
    Finding finding;
    finding.rule = "blocking-sleep";
    finding.at = at;
    finding.message = "'sleep' blocks the loop";
    finding.function = "app::poll";
    finding.subject = "sleep";
    return finding;
  }

  std::string log(const Report &report, const SarifOptions &options = {}) const {
    return toSarif(report, Sources(root()), options);
  }
  json run(const Report &report, const SarifOptions &options = {}) const {
    return json::parse(log(report, options)).at("runs").at(0);
  }
  json result(const Finding &finding) const {
    Report report = this->report();
    report.findings = {finding};
    return run(report).at("results").at(0);
  }
};

TEST_F(SarifWriterTest, rulesCarryWhatCodeScanningShows) {
  Report report = this->report();
  report.homepage = "https://example.org/cotidy";
  report.pagesUrl = "https://example.org/rules/";
  const json driver = run(report).at("tool").at("driver");
  EXPECT_EQ(driver.at("name"), "cotidy");
  EXPECT_EQ(driver.at("semanticVersion"), "1.2.3");
  EXPECT_EQ(driver.at("informationUri"), "https://example.org/cotidy");
  const json &rule = driver.at("rules").at(1);
  EXPECT_EQ(rule.at("id"), "cotidy-blocking-sleep");
  EXPECT_EQ(rule.at("name"), "BlockingSleep");
  EXPECT_EQ(rule.at("shortDescription").at("text"), sleepCheck.summary);
  EXPECT_EQ(rule.at("fullDescription").at("text"), "It holds up the loop, and all tasks on it.");
  EXPECT_EQ(rule.at("help").at("markdown"), sleepPage);
  EXPECT_EQ(rule.at("help").at("text"),
            "blocking-sleep\n\nIt holds up the loop,\nand all tasks on it.\n\nsleep(1);\nInstead\nWait.\n");
  EXPECT_EQ(rule.at("helpUri"), "https://example.org/rules/blocking-sleep.md");
  EXPECT_EQ(rule.at("defaultConfiguration").at("level"), "warning");
  EXPECT_EQ(rule.at("properties").at("problem.severity"), "warning");
  EXPECT_EQ(rule.at("properties").at("precision"), "high");
  EXPECT_EQ(rule.at("properties").at("tags"), json({"concurrency", "blocking"}));
  const json &hint = driver.at("rules").at(0);
  EXPECT_EQ(hint.at("defaultConfiguration").at("level"), "note");
  EXPECT_EQ(hint.at("properties").at("problem.severity"), "recommendation");
  EXPECT_EQ(hint.at("help").at("text"), awaitCheck.summary);  // no page: the summary
}

TEST_F(SarifWriterTest, whatIsNotToldIsLeftOut) {
  const json driver = run(report()).at("tool").at("driver");
  EXPECT_FALSE(driver.contains("informationUri"));
  EXPECT_FALSE(driver.at("rules").at(0).contains("helpUri"));
  EXPECT_FALSE(run(report()).contains("automationDetails"));
  EXPECT_EQ(run(report(), {.category = "linux"}).at("automationDetails").at("id"), "linux/");
}

TEST_F(SarifWriterTest, aResultNamesRuleLevelRankAndPlace) {
  const std::string source = "task poll() {\n  \xC3\xA9(); sleep(1);\n}\n";
  write("src/a.cpp", source);
  const json result = this->result(finding(test::locate("src/a.cpp", source, "sleep(1)")));
  EXPECT_EQ(result.at("ruleId"), "cotidy-blocking-sleep");
  EXPECT_EQ(result.at("ruleIndex"), 1);
  EXPECT_EQ(result.at("level"), "warning");
  EXPECT_EQ(result.at("kind"), "fail");
  EXPECT_EQ(result.at("rank"), 60.0);
  EXPECT_EQ(result.at("message"), json({{"text", "'sleep' blocks the loop"}}));
  ASSERT_EQ(result.at("locations").size(), 1U);
  const json &location = result.at("locations").at(0);
  EXPECT_EQ(location.at("physicalLocation").at("artifactLocation"),
            json({{"uri", "src/a.cpp"}, {"uriBaseId", "%SRCROOT%"}}));
  // é is two bytes and one unit: byte column 9 is unit column 8
  EXPECT_EQ(location.at("physicalLocation").at("region"), json({{"startLine", 2},
                                                                {"startColumn", 8},
                                                                {"endLine", 2},
                                                                {"endColumn", 16},
                                                                {"snippet", {{"text", "sleep(1)"}}}}));
  EXPECT_EQ(location.at("physicalLocation").at("contextRegion"),
            json({{"startLine", 1}, {"endLine", 3}, {"snippet", {{"text", source.substr(0, source.size() - 1)}}}}));
  EXPECT_EQ(location.at("logicalLocations").at(0).at("fullyQualifiedName"), "app::poll");
  EXPECT_FALSE(result.contains("codeFlows"));
  EXPECT_FALSE(result.contains("fixes"));
  EXPECT_FALSE(result.contains("suppressions"));
  EXPECT_EQ(result.at("properties").at("confidence"), "likely");
}

TEST_F(SarifWriterTest, stepsAreOneFlowFromTheFindingToTheLeaf) {
  const std::string source = "load();\nread();\nfread();\n";
  write("a.cpp", source);
  Finding finding = this->finding(test::locate("a.cpp", source, "load()"));
  finding.steps = {{test::locate("a.cpp", source, "read()"), "'load' calls 'read'"},
                   {test::locate("a.cpp", source, "fread()"), "'read' calls 'fread'"}};
  finding.related = {{test::locate("a.cpp", source, "read()"), "an equal leaf"}};
  const json result = this->result(finding);
  ASSERT_EQ(result.at("codeFlows").size(), 1U);
  const json &steps = result.at("codeFlows").at(0).at("threadFlows").at(0).at("locations");
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps.at(0).at("location").at("message").at("text"), finding.message);
  EXPECT_EQ(steps.at(0).at("nestingLevel"), 1);
  EXPECT_EQ(steps.at(2).at("nestingLevel"), 3);
  EXPECT_EQ(steps.at(2).at("location").at("message").at("text"), "'read' calls 'fread'");
  EXPECT_EQ(steps.at(2).at("location").at("physicalLocation").at("region").at("startLine"), 3);
  EXPECT_EQ(result.at("relatedLocations").at(0).at("id"), 1);
  EXPECT_EQ(result.at("relatedLocations").at(0).at("message").at("text"), "an equal leaf");

  finding.steps.front().at = finding.at;  // the flow starts at the finding already
  EXPECT_EQ(this->result(finding).at("codeFlows").at(0).at("threadFlows").at(0).at("locations").size(), 2U);
}

TEST_F(SarifWriterTest, fixesAreReplacementsByLineAndColumn) {
  const std::string source = "\xC3\xA9; sleep(1);\n";
  write("a.cpp", source);
  Finding finding = this->finding(test::locate("a.cpp", source, "sleep(1)"));
  const auto begin = finding.at.begin;
  finding.fixes = {{.title = "Wait on a timer",
                    .safe = true,
                    .edits = {{"a.cpp", 0, 0, "#include <t>\n"}, {"a.cpp", begin, begin + 5, "co_await wait"}}},
                   {.title = "Does not fit", .safe = false, .edits = {{"a.cpp", 0, 1, "x"}, {"a.cpp", 500, 501, "x"}}},
                   {.title = "Other file is gone", .safe = false, .edits = {{"gone.cpp", 0, 1, "x"}}}};
  const json fixes = result(finding).at("fixes");
  ASSERT_EQ(fixes.size(), 1U);
  EXPECT_EQ(fixes.at(0).at("description").at("text"), "Wait on a timer");
  const json &change = fixes.at(0).at("artifactChanges").at(0);
  EXPECT_EQ(change.at("artifactLocation").at("uri"), "a.cpp");
  EXPECT_EQ(change.at("replacements").at(0).at("deletedRegion"),
            json({{"startLine", 1}, {"startColumn", 1}, {"endLine", 1}, {"endColumn", 1}}));
  EXPECT_EQ(change.at("replacements").at(1).at("deletedRegion"),
            json({{"startLine", 1}, {"startColumn", 4}, {"endLine", 1}, {"endColumn", 9}}));
  EXPECT_EQ(change.at("replacements").at(1).at("insertedContent").at("text"), "co_await wait");
}

TEST_F(SarifWriterTest, hostileNamesBecomeProperUris) {
  const json result = this->result(finding({.file = "a b%#?:\n\xC3\xA9.cpp", .line = 1, .column = 1}));
  EXPECT_EQ(result.at("locations").at(0).at("physicalLocation").at("artifactLocation").at("uri"),
            "a%20b%25%23%3F%3A%0A%C3%A9.cpp");
  const json outside = this->result(finding({.file = "/usr/include/a b.h", .line = 1, .column = 1}));
  EXPECT_EQ(outside.at("locations").at(0).at("physicalLocation").at("artifactLocation"),
            json({{"uri", "file:///usr/include/a%20b.h"}}));
}

TEST_F(SarifWriterTest, theRootIsToldOnceAsTheBase) {
  Report report = this->report();
  report.root = "/home/of the project";
  EXPECT_EQ(run(report).at("originalUriBaseIds"), json({{"%SRCROOT%", {{"uri", "file:///home/of%20the%20project/"}}}}));
}

TEST_F(SarifWriterTest, missingFilesLeaveThePlaceWithoutSnippet) {
  const json result = this->result(finding({.file = "gone.cpp", .line = 7, .column = 3, .begin = 90, .end = 95}));
  const json &place = result.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("region"), json({{"startLine", 7}, {"startColumn", 3}, {"endLine", 7}, {"endColumn", 8}}));
  EXPECT_FALSE(place.contains("contextRegion"));
  EXPECT_FALSE(result.at("partialFingerprints").contains("primaryLocationLineHash"));
  EXPECT_TRUE(result.at("partialFingerprints").contains("cotidy/v1"));
}

TEST_F(SarifWriterTest, textThatIsNoUtf8DoesNotBreakTheLog) {
  const std::string source = "\xFF sleep(1);\n";
  write("a.cpp", source);
  Finding finding = this->finding(test::locate("a.cpp", source, "sleep(1)"));
  finding.message = "broken \xC3";
  const json result = this->result(finding);
  EXPECT_EQ(result.at("message").at("text"), "broken \xEF\xBF\xBD");
  EXPECT_EQ(result.at("locations").at(0).at("physicalLocation").at("region").at("startColumn"), 3);
}

TEST_F(SarifWriterTest, failuresAreNotificationsOfARunThatWasNotSuccessful) {
  Report report = this->report();
  EXPECT_EQ(run(report).at("invocations").at(0).at("executionSuccessful"), true);
  report.failures = {{.file = "src/b c.cpp", .kind = FailureKind::Crash, .error = "signal 11"}};
  const json run = this->run(report);
  EXPECT_EQ(run.at("invocations").at(0).at("executionSuccessful"), false);
  const json &note = run.at("invocations").at(0).at("toolExecutionNotifications").at(0);
  EXPECT_EQ(note.at("level"), "error");
  EXPECT_EQ(note.at("message").at("text"), "'src/b c.cpp' was not analysed: signal 11");
  EXPECT_EQ(note.at("locations").at(0).at("physicalLocation").at("artifactLocation").at("uri"), "src/b%20c.cpp");
  const json &descriptor =
      run.at("tool").at("driver").at("notifications").at(note.at("descriptor").at("index").get<std::size_t>());
  EXPECT_EQ(descriptor.at("id"), note.at("descriptor").at("id"));
  EXPECT_EQ(descriptor.at("id"), "cotidy-crash");
  EXPECT_FALSE(descriptor.at("help").at("text").get<std::string>().empty());
}

TEST_F(SarifWriterTest, everyKindOfFailureHasItsDescriptor) {
  Report report = this->report();
  for (const FailureKind kind : {FailureKind::ParseError, FailureKind::MissingHeader, FailureKind::Crash,
                                 FailureKind::Limit, FailureKind::MissingFile})
    report.failures.push_back({.file = "a.cpp", .kind = kind, .error = "x"});
  const json run = this->run(report);
  for (const json &note : run.at("invocations").at(0).at("toolExecutionNotifications")) {
    const json &descriptor = note.at("descriptor");
    EXPECT_EQ(run.at("tool").at("driver").at("notifications").at(descriptor.at("index").get<std::size_t>()).at("id"),
              descriptor.at("id"));
  }
}

TEST_F(SarifWriterTest, allResultsTellOfSuppressionsOnceOneHasAny) {
  Report report = this->report();
  const Location at{.file = "gone.cpp", .line = 1, .column = 1};
  report.findings = {finding(at)};
  report.suppressed = {{.finding = finding(at), .by = Acceptance::Comment, .justification = "start-up only"},
                       {.finding = finding(at), .by = Acceptance::Baseline, .justification = ""}};
  const json results = run(report).at("results");
  EXPECT_EQ(results.at(0).at("suppressions"), json::array());
  EXPECT_EQ(results.at(1).at("suppressions"),
            json::array({{{"kind", "inSource"}, {"justification", "start-up only"}}}));
  EXPECT_EQ(results.at(2).at("suppressions"), json::array({{{"kind", "external"}}}));
}

TEST_F(SarifWriterTest, aRuleWithoutACheckIsDescribedAllTheSame) {
  Finding finding = this->finding({.file = "gone.cpp", .line = 1, .column = 1});
  finding.rule = "unused-suppression";
  Report report = this->report();
  report.findings = {finding};
  const json run = this->run(report);
  const auto index = run.at("results").at(0).at("ruleIndex").get<std::size_t>();
  EXPECT_EQ(run.at("tool").at("driver").at("rules").at(index).at("id"), "cotidy-unused-suppression");
}

TEST_F(SarifWriterTest, theClockDoesNotReachTheLog) {
  Report report = this->report();
  const std::string first = log(report);
  report.seconds = 99;
  EXPECT_EQ(log(report), first);
}

TEST(SarifTextTest, descriptionsAreCutBetweenCharacters) {
  std::string page = "# t\n";
  for (int i = 0; i < 20; ++i) page += "\xC3\xA9";
  EXPECT_EQ(sarif::firstParagraph(page, 12), "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9...");
  EXPECT_EQ(sarif::firstParagraph("# only a title\n", 100), "");
  EXPECT_EQ(sarif::plainText("#include <x>\n### T\n"), "#include <x>\nT\n");
}

// ------------------------------------------------------------------ fingerprints

// Published by github/codeql-action in src/fingerprints.test.ts.
TEST(LineHashTest, equalsThePublishedValues) {
  using Hashes = std::vector<std::string>;
  EXPECT_EQ(lineHashes(""), Hashes{"c129715d7a2bc9a3:1"});
  EXPECT_EQ(lineHashes(" a\nb\n  \t\tc\n d"),
            (Hashes{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}));
  const Hashes greetings{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                         "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"};
  EXPECT_EQ(lineHashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"), greetings);
  EXPECT_EQ(lineHashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"), greetings);
  EXPECT_EQ(lineHashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"), greetings);
  EXPECT_EQ(lineHashes(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"), greetings);
}

TEST(LineHashTest, ordinalsTellEqualLinesApart) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += "Lorem ipsum dolor sit amet.\n";
  EXPECT_EQ(
      lineHashes(text),
      (std::vector<std::string>{"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
                                "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
                                "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"}));
}

TEST(LineHashTest, thereIsOnePerLine) {
  for (const std::string text : {"", "a", "a\n", "\n\n", "a\r\nb\rc\n"})
    EXPECT_EQ(lineHashes(text).size(), SourceFile(text).lineCount()) << text;
}

class FingerprintTest : public SarifWriterTest {
protected:
  std::vector<std::string> prints(const std::vector<Finding> &findings) const {
    std::vector<const Finding *> pointers;
    for (const Finding &finding : findings) pointers.push_back(&finding);
    return fingerprints(pointers, Sources(root()));
  }
};

TEST_F(FingerprintTest, surviveMovedAndReformattedLinesAndOtherWords) {
  const std::string before = "sleep( 1);\n", after = "\n\n\tsleep(1);\n";
  write("a.cpp", before);
  Finding finding = this->finding(test::locate("a.cpp", before, "sleep( 1)"));
  const std::string old = prints({finding}).front();
  EXPECT_TRUE(old.ends_with(":1"));
  EXPECT_EQ(old.size(), 34U);
  write("a.cpp", after);
  finding.at = test::locate("a.cpp", after, "sleep(1)");
  finding.message = "said otherwise";
  EXPECT_EQ(prints({finding}).front(), old);
  finding.function = "app::other";
  EXPECT_NE(prints({finding}).front(), old);
}

TEST_F(FingerprintTest, ordinalsFollowThePlaceNotTheList) {
  const std::string source = "sleep(1);\nsleep(1);\n";
  write("a.cpp", source);
  const Finding first = finding({.file = "a.cpp", .line = 1, .column = 1, .begin = 0, .end = 8});
  const Finding second = finding({.file = "a.cpp", .line = 2, .column = 1, .begin = 10, .end = 18});
  const auto forward = prints({first, second}), backward = prints({second, first});
  EXPECT_NE(forward[0], forward[1]);
  EXPECT_EQ(forward[0], backward[1]);
  EXPECT_EQ(forward[1], backward[0]);
}

}  // namespace
}  // namespace cotidy
