// RefineCosts.cpp: only the units that hold such a function are compiled, each in a worker, as for the facts.
#include "driver/RefineCosts.h"

#include "analysis/CostCandidates.h"
#include "analysis/ExtractIr.h"
#include "driver/Display.h"
#include "driver/Root.h"
#include "driver/Terminal.h"
#include "driver/Workers.h"

#include <algorithm>
#include <thread>

namespace cotidy {

namespace {

/// Functions by the unit that was read for them, and by their key.
using Wanted = std::map<std::string, std::multimap<std::string, FunctionId>>;

Wanted bySource(const Analysis &analysis, const std::set<FunctionId> &functions) {
  Wanted wanted;
  for (FunctionId id : functions) {
    const Function &function = analysis.program().function(id);
    if (!function.head().pattern) wanted[function.unit()->source].emplace(function.head().key, id);
  }
  return wanted;
}

/// The first compile command of each unit.
std::vector<SourceUnit> unitsOf(const Wanted &wanted, const Job &job) {
  std::vector<SourceUnit> units;
  std::set<std::string> taken;
  for (const SourceUnit &unit : job.database.units) {
    const std::string source = relativeTo(job.project.root, unit.command.file);
    if (wanted.count(source) && taken.insert(source).second) units.push_back(unit);
  }
  return units;
}

void refineLoops(Analysis &analysis, const Function &function, const IrCost &found) {
  const auto &loops = function.body().loops;
  for (std::size_t i = 0; i < loops.size(); ++i) {
    const facts::Place *place = loops[i]->place.get();
    const auto left = std::ranges::find_if(found.loops, [&](const IrLoop &loop) {
      return place && loop.line == place->line() && loop.column == place->column();
    });
    if (left == found.loops.end()) continue;
    const auto loop = static_cast<std::int32_t>(i);
    const auto counted = resolve(left->whole, analysis.models());
    const auto cost = counted ? narrowed(analysis.costs().ofLoop(function, loop), *counted) : counted;
    if (cost) analysis.costs().refineLoop(function.id(), loop, *cost);
  }
}

void refine(Analysis &analysis, FunctionId id, const IrCost &found) {
  refineLoops(analysis, analysis.program().function(id), found);
  const auto counted = resolve(found.whole, analysis.models());
  const auto cost = counted ? narrowed(analysis.costs().of(id), *counted) : counted;
  if (cost) analysis.costs().refine(id, *cost);
}

/// What the worker found, or why it did not.
IrReport reportOf(const WorkerAnswer &answer) {
  if (answer.end != WorkerResult::Done) return {{}, {answer.reason}};
  if (auto report = readIrReport(answer.bytes)) return std::move(*report);
  return {{}, {"the compiler ended before it was done"}};
}

}  // namespace

void refineCosts(Analysis &analysis, const std::set<FunctionId> &functions, const Job &job, const Options &options) {
  const Wanted wanted = bySource(analysis, functions);
  const std::vector<SourceUnit> units = unitsOf(wanted, job);
  const auto nameOf = [&](const SourceUnit &unit) { return relativeTo(job.project.root, unit.command.file); };
  const auto compile = [&](const SourceUnit &unit) {
    IrRequest request;
    request.options.root = job.project.root;
    for (const auto &[key, id] : wanted.at(nameOf(unit)))
      request.functions.emplace(key, sourceLoops(analysis.program().function(id)));
    return pack(compileForCosts(unit.command, request));
  };
  const unsigned jobs = options.jobs ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  const std::vector<WorkerAnswer> answers = runInWorkers(units, compile, jobs, [](const SourceUnit &) {});
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::string name = nameOf(units[i]);
    const IrReport report = reportOf(answers[i]);
    if (!report.errors.empty() && !options.quiet)
      printError("cotidy: note: --cost=ir: " + displayText(name) +
                 " was not compiled, its estimates stay: " + displayText(report.errors.front()) + "\n");
    for (const IrCost &found : report.costs)
      for (auto [at, end] = wanted.at(name).equal_range(found.key); at != end; ++at)
        refine(analysis, at->second, found);
  }
}

}  // namespace cotidy
