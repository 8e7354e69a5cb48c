// JsonWriterTest.cpp: the fields that docs/json.md promises, and nothing else.
#include "driver/JsonWriter.h"

#include "test/unit/Workspace.h"

#include <nlohmann/json.hpp>

namespace cotidy {
namespace {

using nlohmann::json;

constexpr Check sleepCheck{
    .name = "blocking-sleep", .family = "blocking", .severity = Severity::Warning, .summary = "", .run = nullptr};

class JsonWriterTest : public test::Workspace {
protected:
  Report report() const {
    Report report;
    report.version = "1.2.3";
    report.root = root();
    report.checks = {&sleepCheck};
    report.counts = {.files = 1, .functions = 2, .coroutines = 3, .eventLoops = 4, .unknownCallees = 5, .models = 6};
    return report;
  }

  json parsed(const Report &report) const { return json::parse(toJson(report, Sources(root()))); }
};

TEST_F(JsonWriterTest, aFindingWithEverything) {
  const std::string source = "f(1,\n  2);\n";
  write("a.cpp", source);
  Report report = this->report();
  Finding finding;
  finding.rule = "blocking-sleep";
  finding.severity = Severity::Hint;
  finding.confidence = Confidence::Proved;
  finding.at = test::locate("a.cpp", source, "f(1,\n  2)");
  finding.message = "blocks";
  finding.function = "app::poll";
  finding.subject = "f";
  finding.steps = {{{.file = "b.cpp", .line = 3, .column = 4, .begin = 30, .end = 35}, "calls"}};
  finding.fixes = {{.title = "Wait", .safe = true, .edits = {{"a.cpp", 0, 1, "g"}}}};
  report.findings = {finding};
  json out = parsed(report).at("findings").at(0);
  EXPECT_EQ(out.at("fingerprint").get<std::string>().size(), 34U);
  out.erase("fingerprint");
  EXPECT_EQ(out, json::parse(R"({
    "rule": "blocking-sleep", "severity": "hint", "confidence": "proved", "message": "blocks",
    "location":
      {"file": "a.cpp", "line": 1, "column": 1, "endLine": 2, "endColumn": 5, "begin": 0, "end": 9, "macro": false},
    "function": "app::poll", "subject": "f",
    "steps": [{"message": "calls", "location":
      {"file": "b.cpp", "line": 3, "column": 4, "endLine": 3, "endColumn": 9, "begin": 30, "end": 35, "macro": false}}],
    "related": [],
    "fixes": [{"title": "Wait", "safe": true, "edits": [{"file": "a.cpp", "begin": 0, "end": 1, "text": "g"}]}]
  })"));
}

TEST_F(JsonWriterTest, theFrame) {
  Report report = this->report();
  EXPECT_EQ(parsed(report), json::parse(R"({
    "format": 1, "tool": {"name": "cotidy", "version": "1.2.3"}, "complete": true, "rules": ["blocking-sleep"],
    "findings": [], "suppressed": [], "failures": [],
    "counts": {"files": 1, "functions": 2, "coroutines": 3, "eventLoops": 4, "unknownCallees": 5, "models": 6}
  })"));
  const std::string first = toJson(report, Sources(root()));
  report.seconds = 99;
  EXPECT_EQ(toJson(report, Sources(root())), first);
}

TEST_F(JsonWriterTest, failuresAndSuppressedFindings) {
  Report report = this->report();
  report.failures = {{.file = "b.cpp", .kind = FailureKind::Limit, .error = "used 60 s of CPU time"}};
  Suppressed suppressed;
  suppressed.finding.rule = "blocking-sleep";
  suppressed.by = Acceptance::Baseline;
  suppressed.justification = "old";
  report.suppressed = {suppressed};
  const json out = parsed(report);
  EXPECT_EQ(out.at("complete"), false);
  EXPECT_EQ(out.at("failures"),
            json::array({{{"file", "b.cpp"}, {"kind", "limit"}, {"error", "used 60 s of CPU time"}}}));
  EXPECT_EQ(out.at("findings").size(), 0U);
  EXPECT_EQ(out.at("suppressed").at(0).at("suppression"),
            json({{"kind", "external"}, {"by", "baseline"}, {"justification", "old"}}));
}

TEST_F(JsonWriterTest, textThatIsNoUtf8DoesNotBreakIt) {
  Report report = this->report();
  report.findings.resize(1);
  report.findings[0].message = "broken \xFF";
  EXPECT_EQ(parsed(report).at("findings").at(0).at("message"), "broken \xEF\xBF\xBD");
}

}  // namespace
}  // namespace cotidy
