// ReviewXml.cpp: JUnit's XML, for build servers that count tests. A clean run is one test that passes: an empty file would
// look like a run that did not happen.
#include "driver/Escape.h"
#include "driver/ReviewWriters.h"

namespace cotidy {

namespace {

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + xmlText(value) + '"';
}

std::string testOf(const Report &report, std::size_t index) {
  const Finding &finding = report.findings[index];
  const Location &at = placeOf(report, index);
  const std::string line = std::to_string(at.line), id = ruleId(finding.rule);
  const std::string place = at.file + ':' + line + ':' + std::to_string(at.column);
  return "    <testcase" + attribute("classname", at.file) + attribute("name", id + ':' + line) +
         attribute("file", at.file) + attribute("line", line) + ">\n      <failure" +
         attribute("type", nameOf(finding.severity)) + attribute("message", finding.message) + '>' +
         xmlText(place + ": " + finding.message + chainOf(finding)) + "</failure>\n    </testcase>\n";
}

}  // namespace

std::string toJunit(const Report &report, const Sources &) {
  const std::size_t findings = report.findings.size(), failures = report.failures.size();
  const bool clean = findings + failures == 0;
  const std::string counts = attribute("tests", std::to_string(clean ? 1 : findings + failures)) +
                             attribute("failures", std::to_string(findings)) +
                             attribute("errors", std::to_string(failures));
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts + ">\n  <testsuite" +
                     attribute("name", "cotidy") + counts + ">\n";
  if (clean) text += "    <testcase classname=\"cotidy\" name=\"no findings\"/>\n";
  for (const Failure &failure : report.failures)
    text += "    <testcase" + attribute("classname", failure.file) + attribute("name", nameOf(failure.kind)) +
            ">\n      <error" + attribute("message", failure.error) + '>' +
            xmlText(failure.file + ": " + failure.error) + "</error>\n    </testcase>\n";
  for (std::size_t i = 0; i < findings; ++i) text += testOf(report, i);
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace cotidy
