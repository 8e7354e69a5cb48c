// match.cpp: the matcher of the gate on its own. Reads two lists of findings, with the folders that hold their sources,
// and prints for each new one the index of the old one that it is, or null. bench/survival/run.py judges the answer.
#include "driver/Identity.h"
#include "driver/Sources.h"

#include <nlohmann/json.hpp>

#include <iostream>

using namespace cotidy;

namespace {

/// As docs/json.md describes it.
Location locationOf(const nlohmann::json &json) {
  Location at;
  at.file = json.at("file");
  at.line = json.at("line");
  at.column = json.at("column");
  at.begin = json.at("begin");
  at.end = json.at("end");
  return at;
}

Finding findingOf(const nlohmann::json &json) {
  Finding finding;
  finding.rule = json.at("rule");
  finding.function = json.at("function");
  finding.subject = json.at("subject");
  finding.at = locationOf(json.at("location"));
  for (const nlohmann::json &step : json.at("steps"))
    finding.steps.push_back({locationOf(step.at("location")), step.at("message")});
  return finding;
}

std::vector<Identity> identitiesOf(const nlohmann::json &side) {
  const Sources sources(side.at("root").get<std::string>());
  std::vector<Identity> identities;
  for (const nlohmann::json &finding : side.at("findings"))
    identities.push_back(identityOf(findingOf(finding), sources));
  return identities;
}

}  // namespace

int main() {
  const nlohmann::json input = nlohmann::json::parse(std::cin);
  nlohmann::json answer = nlohmann::json::array();
  for (const std::optional<Match> &match :
       matchIdentities(identitiesOf(input.at("old")), identitiesOf(input.at("new"))))
    answer.push_back(match ? nlohmann::json(match->old) : nlohmann::json(nullptr));
  std::cout << answer << '\n';
  return 0;
}
