// Statistics.cpp: the same numbers twice, in words and as JSON.
#include "driver/Statistics.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <map>

namespace cotidy {
namespace {

using Json = nlohmann::ordered_json;

struct RuleCount {
  std::size_t findings = 0, suppressed = 0;
};

/// Of all rules that ran.
std::map<std::string, RuleCount> countsByRule(const Report &report) {
  std::map<std::string, RuleCount> counts;
  for (const Check *check : report.checks) counts[std::string(check->name)];
  for (const Finding &finding : report.findings) ++counts[finding.rule].findings;
  for (const Suppressed &suppressed : report.suppressed) ++counts[suppressed.finding.rule].suppressed;
  return counts;
}

struct Section {
  const char *key, *title;
  Share Statistics::*share;
};
constexpr std::array sections = {Section{"awaited", "awaited types", &Statistics::awaited},
                                 Section{"calls", "spawn and wait calls", &Statistics::calls},
                                 Section{"types", "async-looking types", &Statistics::types}};

struct Phase {
  const char *name;
  double Statistics::*seconds;
};
constexpr std::array phases = {Phase{"parse", &Statistics::parse}, Phase{"link", &Statistics::link},
                               Phase{"check", &Statistics::check}};

/// Rounded down, as `models coverage` does: 100 means all.
double percentOf(const Share &share) { return static_cast<double>(share.known * 1000 / share.total) / 10; }

std::string fixed(double value, int digits) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

std::string totals(const Report &report) {
  const Totals &counts = report.counts;
  const auto number = [](std::uint64_t value, const char *what) { return std::to_string(value) + what; };
  return number(counts.files, " units, ") + number(counts.functions, " functions, ") +
         number(counts.coroutines, " coroutines, ") + number(counts.eventLoops, " on event loops, ") +
         number(counts.unknownCallees, " unknown callees, ") + number(report.statistics->ambiguous, " ambiguous, ") +
         number(report.statistics->unloweredBodies, " bodies without a flow graph");
}

std::string rules(const Report &report) {
  std::string text = std::to_string(report.checks.size()) + " rules";
  std::string separator = ": ";
  for (const auto &[rule, count] : countsByRule(report)) {
    if (count.findings + count.suppressed == 0) continue;
    text += separator + rule + " " + std::to_string(count.findings);
    if (count.suppressed != 0) text += " (" + std::to_string(count.suppressed) + " suppressed)";
    separator = ", ";
  }
  return text;
}

std::string known(const Statistics &statistics) {
  std::string text = "known:", separator = " ";
  for (const Section &section : sections) {
    const Share &share = statistics.*section.share;
    text += separator + section.title + " ";
    text += share.total == 0 ? "none"
                             : fixed(percentOf(share), 1) + " % (" + std::to_string(share.known) + " of " +
                                   std::to_string(share.total) + ")";
    separator = ", ";
  }
  return text;
}

std::string seconds(const Statistics &statistics) {
  std::string text = "time:", separator = " ";
  for (const Phase &phase : phases) {
    text += separator + phase.name + " " + fixed(statistics.*phase.seconds, 2) + " s";
    separator = ", ";
  }
  return text;
}

}  // namespace

std::string statisticsText(const Report &report) {
  if (!report.statistics) return {};
  std::string text;
  for (const std::string &line :
       {totals(report), rules(report), known(*report.statistics), seconds(*report.statistics)})
    text += "cotidy: " + line + "\n";
  return text;
}

Json statisticsOf(const Report &report) {
  const Statistics &statistics = *report.statistics;
  Json perRule = Json::object();
  for (const auto &[rule, count] : countsByRule(report))
    perRule[rule] = {{"findings", count.findings}, {"suppressed", count.suppressed}};
  Json coverage = Json::object();
  for (const Section &section : sections) {
    const Share &share = statistics.*section.share;
    coverage[section.key] = {{"known", share.known}, {"total", share.total}, {"percent", nullptr}};
    if (share.total != 0) coverage[section.key]["percent"] = percentOf(share);
  }
  Json times = Json::object();
  for (const Phase &phase : phases) times[phase.name] = std::round(statistics.*phase.seconds * 1000) / 1000;
  return {{"rules", std::move(perRule)},       {"unknownCallees", report.counts.unknownCallees},
          {"ambiguous", statistics.ambiguous}, {"unloweredBodies", statistics.unloweredBodies},
          {"coverage", std::move(coverage)},   {"seconds", std::move(times)}};
}

}  // namespace cotidy
