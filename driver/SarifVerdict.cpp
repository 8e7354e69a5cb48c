// SarifVerdict.cpp: a stack for each side on which it was seen; viewers show stacks by themselves.
#include "driver/SarifVerdict.h"

#include "driver/SarifPlaces.h"

namespace cotidy::sarif {

namespace {

Json stackOf(const std::string &side, const SideFigures &figures) {
  Json frames = Json::array();
  for (const StackFrame &frame : ownFrames(figures.evidence.stack)) {
    Json location;
    location["physicalLocation"]["artifactLocation"] = artifactLocation(frame.file);
    location["physicalLocation"]["region"]["startLine"] = frame.line;
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", frame.function}, {"kind", "function"}}});
    frames.push_back({{"location", std::move(location)}});
  }
  return {{"message", {{"text", side + ": " + figures.evidence.text()}}}, {"frames", std::move(frames)}};
}

}  // namespace

void addVerdict(Json &result, const VerifiedFinding &verified) {
  const Judgement &judgement = verified.judgement;
  for (const auto &[side, figures] :
       {std::pair("before the change", &judgement.before), std::pair("after the change", &judgement.after)})
    if (figures->seenIn != 0) result["stacks"].push_back(stackOf(side, *figures));
  result["properties"]["verify"] = verdictJson(verified);
}

}  // namespace cotidy::sarif
