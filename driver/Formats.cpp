// Formats.cpp: each format is one row. A writer turns the report into text; files appear whole or not at all.
#include "driver/Formats.h"

#include "driver/HtmlWriter.h"
#include "driver/JsonWriter.h"
#include "driver/ReviewWriters.h"
#include "driver/SarifWriter.h"
#include "driver/Sources.h"
#include "driver/Terminal.h"
#include "driver/TextWriter.h"
#include "driver/UserError.h"
#include "driver/Write.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

struct Target {
  const Report &report;
  const Sources &sources;
  const Options &options;
  const Extras &extras;
  bool terminal;  // it goes to standard output
};

std::string environment(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

std::string text(const Target &target) {
  TextOptions options;
  options.colour = target.terminal && wantsColor(target.options.color);
  options.summary = !target.options.quiet;
  options.from = fs::current_path().string();
  return toText(target.report, target.sources, options);
}

SarifOptions sarifOptions(const Target &target) {
  SarifOptions options{.category = target.options.sarifCategory, .azure = {}, .extras = &target.extras};
  if (target.options.sarifFor == "azure") options.azure = azurePipeline(environment);
  return options;
}

std::string sarif(const Target &target) { return toSarif(target.report, target.sources, sarifOptions(target)); }
std::string html(const Target &target) { return toHtml(target.report, target.sources, sarifOptions(target)); }

std::string json(const Target &target) { return toJson(target.report, target.sources, target.extras); }

/// GitHub shows ten annotations of a kind; all of them stand in the summary of the step, which may have 1 MiB.
std::string github(const Target &target) {
  constexpr std::size_t mostBytes = 1 << 20;
  if (const std::string file = environment("GITHUB_STEP_SUMMARY"); !file.empty()) {
    std::ofstream summary(file, std::ios::app | std::ios::binary);
    summary << toMarkdown(target.report, target.sources, mostBytes);
    summary.flush();
    if (!summary) throw UserError("--format=github: cannot write the summary of the step to '" + file + "'");
  }
  return toGithub(target.report, target.sources);
}

std::string markdown(const Target &target) {
  constexpr std::size_t mostBytes = 60000;  // what the comments of GitHub, GitLab and Gerrit take
  return toMarkdown(target.report, target.sources, mostBytes);
}

template <std::string (*write)(const Report &, const Sources &)> std::string plain(const Target &target) {
  return write(target.report, target.sources);
}

struct Format {
  std::string_view name;
  std::string (*write)(const Target &);
};

constexpr std::array formats = {
    Format{"text", text},
    Format{"sarif", sarif},
    Format{"json", json},
    Format{"html", html},
    Format{"markdown", markdown},
    Format{"github", github},
    Format{"gitlab", plain<toGitlab>},
    Format{"gerrit", plain<toGerrit>},
    Format{"rdjson", plain<toRdjson>},
    Format{"junit", plain<toJunit>},
};

std::vector<Output> outputsOf(const Options &options) {
  if (!options.outputs.empty()) return options.outputs;
  return {{"text", "-"}};
}

}  // namespace

void requireFolders(const Options &options) {
  for (const Output &output : outputsOf(options)) {
    const fs::path folder = fs::path(output.file).parent_path();
    if (!folder.empty() && !fs::is_directory(folder))
      throw UserError("--output: there is no folder '" + folder.string() + "' for '" + output.file +
                      "'; make it first");
  }
}

void writeOutputs(const Report &report, const Options &options, const Extras &extras) {
  const Sources sources(report.root);
  for (const Output &output : outputsOf(options)) {
    const bool terminal = output.file == "-";
    const auto format = std::ranges::find(formats, output.format, &Format::name);
    const std::string bytes = format->write({report, sources, options, extras, terminal});
    if (terminal) {
      print(bytes);
    } else if (const std::string error = writeFileAtomically(output.file, bytes); !error.empty()) {
      throw UserError("--output: " + error);
    }
  }
}

}  // namespace cotidy
