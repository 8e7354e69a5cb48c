// VerifyReport.cpp: never "proved": what ran, how often, and what was seen.
#include "driver/VerifyReport.h"

#include "driver/Display.h"

#include <nlohmann/json.hpp>

namespace cotidy {

namespace {

using Json = nlohmann::ordered_json;

std::string sideText(const char *name, const SideFigures &side) {
  if (side.runs == 0) return "";
  std::string text = std::string("    ") + name + ": " + displayText(side.evidence.text()) + " (in " +
                     std::to_string(side.seenIn) + " of " + std::to_string(side.runs) + " runs)";
  if (side.longestRoundNs != 0)
    text +=
        "; longest round of a loop " + duration(side.longestRoundNs) + ", " + std::to_string(side.stalls) + " stall(s)";
  return text + "; CPU " + duration(side.cpuNs) + ", wall " + duration(side.wallNs) + "\n";
}

Json sideJson(const SideFigures &side) {
  Json stack = Json::array();
  for (const StackFrame &frame : ownFrames(side.evidence.stack))
    stack.push_back({{"function", frame.function}, {"file", frame.file}, {"line", frame.line}});
  return {{"runs", side.runs},
          {"seenIn", side.seenIn},
          {"sighting", nameOf(side.evidence.sighting)},
          {"evidence", side.evidence.text()},
          {"count", side.evidence.seen.count},
          {"ns", side.evidence.seen.ns},
          {"longestNs", side.evidence.seen.longestNs},
          {"stack", std::move(stack)},
          {"longestRoundNs", side.longestRoundNs},
          {"stalls", side.stalls},
          {"cpuNs", side.cpuNs},
          {"wallNs", side.wallNs}};
}

}  // namespace

std::string toText(const std::vector<VerifiedFinding> &findings) {
  std::string text;
  for (const VerifiedFinding &verified : findings) {
    const Judgement &judgement = verified.judgement;
    text += displayText(verified.finding.at.file) + ":" + std::to_string(verified.finding.at.line) + ": " +
            verified.finding.rule + ": " + std::string(nameOf(judgement.verdict)) + ": " +
            displayText(judgement.reason) + "\n";
    text += "    change: " + displayText(verified.change) + "\n";
    text += sideText("before", judgement.before) + sideText("after", judgement.after);
    for (const std::string &note : judgement.notes) text += "    note: " + displayText(note) + "\n";
  }
  return text;
}

Json verdictJson(const VerifiedFinding &verified) {
  return {{"verdict", nameOf(verified.judgement.verdict)},
          {"reason", verified.judgement.reason},
          {"change", verified.change},
          {"notes", verified.judgement.notes},
          {"before", sideJson(verified.judgement.before)},
          {"after", sideJson(verified.judgement.after)}};
}

std::string toJson(const std::vector<VerifiedFinding> &findings) {
  Json list = Json::array();
  for (const VerifiedFinding &verified : findings) {
    list.push_back({{"rule", verified.finding.rule},
                    {"file", verified.finding.at.file},
                    {"line", verified.finding.at.line},
                    {"fingerprint", verified.fingerprint}});
    list.back().update(verdictJson(verified));
  }
  const Json log = {{"verifyFormat", 1}, {"findings", std::move(list)}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace cotidy
