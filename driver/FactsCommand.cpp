// FactsCommand.cpp: extracts the named files (or reads facts that were written before) and prints or keeps the facts.
#include "driver/FactsCommand.h"

#include "analysis/Facts.h"
#include "analysis/Why.h"
#include "driver/JsonInput.h"
#include "driver/Pipeline.h"
#include "driver/RefineCosts.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/Write.h"

#include <algorithm>

namespace cotidy {

namespace {

/// Facts and where they come from.
struct Source {
  std::string name;
  std::string facts;
};

bool isFactsFile(const std::string &file) { return file.ends_with(".facts"); }

/// Each named source once, however many targets build it.
CompileDatabase unitsOf(const Job &job) {
  CompileDatabase database;
  for (const std::string &file : job.named) {
    const auto unit = std::ranges::find(job.database.units, file, [](const SourceUnit &u) { return u.command.file; });
    if (unit == job.database.units.end())
      throw UserError("facts: '" + file + "' is not the source of a translation unit");
    database.units.push_back(*unit);
  }
  return database;
}

/// True where everything could be read.
bool extractSources(const Options &options, const std::vector<std::string> &files, std::vector<Source> &sources) {
  if (files.empty()) return true;
  const Job job = prepareJob(options, files);
  const CompileDatabase database = unitsOf(job);
  Extraction extraction = extractUnits(job, database, options);
  for (std::size_t i = 0; i < extraction.results.size(); ++i) {
    std::string &facts = extraction.results[i].extracted.facts;
    if (!facts.empty()) sources.push_back({database.units[i].command.file, std::move(facts)});
  }
  noteFailures(extraction.failures);
  return extraction.failures.empty();
}

std::string statsOf(const Source &source) {
  const UnitInput input = readFacts(source.facts, "", source.name);
  const auto &functions = input.unit->functions;
  const auto coroutines = std::ranges::count_if(functions, [](const auto &function) { return function->coroutine; });
  return source.name + ": " + std::to_string(functions.size()) + " functions, " + std::to_string(coroutines) +
         " coroutines, " + std::to_string(input.unit->types.size()) + " types, " +
         std::to_string(input.unit->callees.size()) + " callees, " + std::to_string(input.unit->unlowered.size()) +
         " without flow graph, " + std::to_string(source.facts.size()) + " bytes\n";
}

std::string dumpOf(const Source &source) {
  std::string error;
  std::string text = dumpFacts(source.facts, error);
  if (!error.empty()) throw UserError(source.name + ": " + error);
  return text;
}

}  // namespace

ExitCode runFacts(const Options &options) {
  if (options.operands.empty()) throw UserError("facts: no file given");
  if (!options.dump && !options.stats && options.file.empty())
    throw UserError("facts: say what to do: --dump, --stats or -o FILE");
  if (!options.file.empty() && options.operands.size() != 1) throw UserError("facts: -o takes the facts of one file");
  std::vector<Source> sources;
  std::vector<std::string> files;
  for (const std::string &operand : options.operands) {
    if (isFactsFile(operand))
      sources.push_back({operand, readInput(operand, "the facts")});
    else
      files.push_back(operand);
  }
  const bool complete = extractSources(options, files, sources);
  for (const Source &source : sources) {
    if (options.dump) print(dumpOf(source));
    if (options.stats) print(statsOf(source));
    if (options.file.empty()) continue;
    if (const std::string error = writeFileAtomically(options.file, source.facts); !error.empty())
      throw UserError("-o: " + error);
  }
  return complete ? Clean : Incomplete;
}

ExitCode runWhy(const Options &options) {
  if (options.operands.empty()) throw UserError("why: name a function, as in 'cotidy why Server::accept'");
  const std::string function = options.operands.front();
  const std::vector<std::string> files(options.operands.begin() + 1, options.operands.end());
  const Job job = prepareJob(options, files);
  Extraction extraction = extractUnits(job, job.database, options);
  noteFailures(extraction.failures);
  Analysis analysis = analyse(takeUnits(extraction, job.database), job.models);
  if (options.costFromIr) {
    const std::vector<FunctionId> meant = functionsNamed(analysis, function);
    refineCosts(analysis, {meant.begin(), meant.end()}, job, options);
  }
  const std::string text = why(analysis, function);
  if (text.empty()) throw UserError("why: the program has no function '" + function + "'; give its qualified name");
  print(text);
  return extraction.failures.empty() ? Clean : Incomplete;
}

}  // namespace cotidy
