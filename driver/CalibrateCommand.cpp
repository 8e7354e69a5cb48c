// CalibrateCommand.cpp: compiles the programs of bench/dispatch, which this program carries, runs them, and writes what they
// measure as a model file. A program that cannot be built (its library is not there) is left out, and that is said.
#include "driver/CalibrateCommand.h"

#include "driver/Figures.h"
#include "driver/Process.h"
#include "driver/Root.h"
#include "driver/RunProcess.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/Write.h"
#include "models/Models.h"

#include "Build.h"  // generated

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace cotidy {

namespace {

struct Source {
  std::string_view name, text;
};

constexpr Source sources[] = {
#include "BuiltinDispatch.inc"  // generated: Asio, Std, Tbb
};
constexpr std::string_view measure =
#include "BuiltinMeasure.inc"  // generated
    ;

/// One of the programs: what it is about, and what it is linked with.
struct Probe {
  std::string_view name, title, library;
};
constexpr std::array programs = {Probe{"Std", "threads and coroutines", ""}, Probe{"Asio", "Asio", ""},
                                 Probe{"Tbb", "oneTBB", "-ltbb"}};

struct Figure {
  std::string name;  // of a model where there is one
  double nanoseconds;
};

std::string compiler() {
  const char *chosen = std::getenv("CXX");
  return chosen && *chosen ? chosen : "c++";
}

std::string firstLine(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

/// The line that says what is wrong, without the lines that lead there.
std::string errorIn(std::string_view text) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);)
    if (const auto at = line.find("error: "); at != std::string::npos) return line.substr(at + 7);
  return firstLine(text);
}

std::string versionOf(const std::string &command) {
  const ProcessResult result = runProcess({command, "--version"});
  if (result.status != 0)
    throw UserError("calibrate: the compiler '" + command + "' cannot be run: " + firstLine(result.errors) +
                    "; set CXX to one that compiles C++20");
  return firstLine(result.output);
}

std::vector<Figure> figuresIn(const std::string &output, std::string_view program) {
  std::vector<Figure> figures;
  std::istringstream lines(output);
  for (std::string name, number; lines >> name >> number;) {
    Figure figure{name, 0};
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), figure.nanoseconds);
    if (error != std::errc() || end != number.data() + number.size() || figure.nanoseconds <= 0)
      throw UserError("calibrate: the program for " + std::string(program) + " printed '" + name + " " + number +
                      "', which is no time");
    figures.push_back(figure);
  }
  return figures;
}

/// What the program measures; says why, where it cannot be built or does not run to its end.
std::vector<Figure> measured(const Probe &program, const std::string &folder, const std::string &command) {
  const std::string file = folder + "/" + std::string(program.name);
  const auto source = std::ranges::find(sources, program.name, &Source::name);
  if (const std::string error = writeFileAtomically(file + ".cpp", source->text); !error.empty())
    throw UserError(error);
  std::vector<std::string> arguments = {command, "-std=c++20", "-O2", "-pthread", file + ".cpp", "-o", file};
  if (!program.library.empty()) arguments.emplace_back(program.library);
  const ProcessResult built = runProcess(arguments);
  const ProcessResult ran = built.status == 0 ? runProcess({file}) : ProcessResult();
  if (built.status == 0 && ran.status == 0) return figuresIn(ran.output, program.title);
  const std::string why = built.status != 0 ? "does not compile: " + errorIn(built.errors)
                                            : "ended with status " + std::to_string(ran.status);
  printError("cotidy: note: " + std::string(program.title) + " was not measured: its program " + why + "\n");
  return {};
}

std::string asText(const std::vector<Figure> &figures) {
  std::string text;
  for (const Figure &figure : figures) {
    std::array<char, 96> line;
    std::snprintf(line.data(), line.size(), "  %-24s %10.1f ns\n", figure.name.c_str(), figure.nanoseconds);
    text += line.data();
  }
  return text;
}

/// One cost for each figure that a model knows the name of: the model's other names share it.
nlohmann::ordered_json asModel(const std::vector<Figure> &figures, const std::string &compilerVersion) {
  const Models models = Models::builtin();
  nlohmann::ordered_json costs = nlohmann::ordered_json::array();
  for (const Figure &figure : figures)
    if (const CostModel *known = models.cost(figure.name); known && known->dispatch)
      costs.push_back(
          {{"name", known->names}, {"dispatch", figure.nanoseconds}, {"source", "measured as " + figure.name}});
  return {{"format", 1},
          {"library", "calibrated"},
          {"title", "What handing work over costs on this machine"},
          {"source", "cotidy " + std::string(build::version) + " calibrate, with " + compilerVersion},
          {"costs", costs}};
}

}  // namespace

ExitCode runCalibrate(const Options &options) {
  if (options.operands.size() > 1) throw UserError("calibrate takes one FILE at most: where the figures go");
  const std::string root = findProject(std::filesystem::current_path().string()).root;
  const std::string file = options.operands.empty() ? root + "/" + std::string(figuresName) : options.operands.front();
  const std::string command = compiler(), version = versionOf(command);

  const ScratchFolder folder;
  if (const std::string error = writeFileAtomically(folder.path() + "/Measure.h", measure); !error.empty())
    throw UserError(error);
  std::vector<Figure> figures;
  for (const Probe &program : programs)
    std::ranges::move(measured(program, folder.path(), command), std::back_inserter(figures));
  if (figures.empty()) throw UserError("calibrate: nothing could be measured; the notes above say why");

  if (const std::string error = writeFileAtomically(file, asModel(figures, version).dump(2) + "\n"); !error.empty())
    throw UserError(error);
  print("to hand over one piece of work, and to do nothing in it:\n" + asText(figures) + "written: " + file + "\n");
  return Clean;
}

}  // namespace cotidy
