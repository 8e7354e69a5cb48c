// CoverageCommand.cpp: the coverage of a project as a text for people and as JSON (docs/models.md) for scripts.
#include "driver/CoverageCommand.h"

#include "analysis/Coverage.h"
#include "driver/Display.h"
#include "driver/Pipeline.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace cotidy {

namespace {

using Json = nlohmann::ordered_json;
using How = Coverage::How;

constexpr int coverageFormat = 1;
constexpr std::size_t shownItems = 10;  // of each section, without --all

constexpr std::array ways = {How::Model, How::Promise, How::Awaiter, How::Body};

/// What a section is called, and what it counts.
struct Heading {
  std::string_view key, title, unit;
};

constexpr Heading awaitedHeading{"awaited", "awaited types", "awaits"};
constexpr Heading callsHeading{"calls", "spawn and wait calls", "calls"};
constexpr Heading typesHeading{"types", "async-looking types", "uses"};

/// In tenths of a percent, so that text and JSON say the same. Rounded down: 100 means all.
std::size_t tenths(const Coverage::Section &section) { return section.known() * 1000 / section.total(); }

std::string unknownItems(const Coverage::Section &section, bool all) {
  std::string text;
  std::size_t unknown = 0;
  for (const Coverage::Item &item : section.items) {
    if (item.how != How::Unknown || (++unknown > shownItems && !all)) continue;
    const std::string count = std::to_string(item.count);
    text += std::string(count.size() < 7 ? 7 - count.size() : 0, ' ') + count + "  " + displayText(item.name) + "  (" +
            displayText(item.first.file) + ":" + std::to_string(item.first.line) + ")\n";
  }
  if (unknown > shownItems && !all)
    text += "         and " + std::to_string(unknown - shownItems) + " more; --all lists them\n";
  return text.empty() ? text : "  unknown, most used first:\n" + text;
}

std::string textOf(const Heading &heading, const Coverage::Section &section, bool all) {
  std::string text(heading.title);
  if (section.items.empty()) return text + ": none\n";
  const std::size_t share = tenths(section);
  text += ": " + std::to_string(share / 10) + "." + std::to_string(share % 10) + " % known (" +
          std::to_string(section.known()) + " of " + std::to_string(section.total()) + " " + std::string(heading.unit) +
          ")\n";
  std::string known;
  for (How how : ways)
    if (const std::size_t count = section.count(how))
      known += (known.empty() ? "  by " : ", by ") + std::string(nameOf(how)) + " " + std::to_string(count);
  if (!known.empty()) text += known + "\n";
  return text + unknownItems(section, all);
}

Json jsonOf(const Coverage::Section &section) {
  Json items = Json::array();
  for (const Coverage::Item &item : section.items)
    items.push_back(
        {{"name", item.name},
         {"known", nameOf(item.how)},
         {"count", item.count},
         {"location", {{"file", item.first.file}, {"line", item.first.line}, {"column", item.first.column}}}});
  Json json = {{"total", section.total()}, {"known", section.known()}, {"percent", nullptr}};
  if (section.total()) json["percent"] = static_cast<double>(tenths(section)) / 10;
  json["items"] = std::move(items);
  return json;
}

std::string render(const Coverage &coverage, bool complete, const Options &options) {
  if (!options.outputs.empty() && options.outputs.back().format == "json") {
    const Json json = {{"format", coverageFormat},
                       {"complete", complete},
                       {awaitedHeading.key, jsonOf(coverage.awaited)},
                       {callsHeading.key, jsonOf(coverage.calls)},
                       {typesHeading.key, jsonOf(coverage.types)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
  }
  return textOf(awaitedHeading, coverage.awaited, options.all) + textOf(callsHeading, coverage.calls, options.all) +
         textOf(typesHeading, coverage.types, options.all);
}

}  // namespace

ExitCode runCoverage(const Options &options, const std::vector<std::string> &files) {
  if (std::ranges::any_of(options.outputs, [](const Output &output) { return output.format == "sarif"; }))
    throw UserError("models coverage: there are no findings to write as SARIF; use --format=text or --format=json");
  const Job job = prepareJob(options, files);
  Extraction extraction = extractUnits(job, job.database, options);
  noteFailures(extraction.failures);
  const Analysis analysis = analyse(takeUnits(extraction, job.database), job.models);
  noteAnnotations(analysis, options);
  const Coverage coverage = coverageOf(analysis, [&](const std::string &file) { return job.scope->allows(file); });
  const bool complete = extraction.failures.empty();
  print(render(coverage, complete, options));
  return complete || options.allowIncomplete ? Clean : Incomplete;
}

}  // namespace cotidy
