// Pipeline.h: the way from options to a report, a function for each station: job -> facts -> report. The subcommands
// differ in where they get on and in what they do at the end.
#pragma once
#include "analysis/Analysis.h"
#include "driver/CommandLine.h"
#include "driver/CompileDatabase.h"
#include "driver/Report.h"
#include "driver/Root.h"
#include "driver/Workers.h"
#include "models/Models.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace cotidy {

/// What is to be analysed, where, and with which knowledge.
struct Job {
  Project project;
  CompileDatabase database;        // under --isolated only the units that were named
  std::vector<std::string> named;  // by the user, absolute
  Models models;
  Settings settings;               // of single checks
  std::vector<const Check *> checks;
  Gate gate;
  std::optional<Scope> scope;      // what may be reported
};

/// Reads the compile database (or the flags), the configuration and the models. `files` are what the user named.
/// Whatever is wrong with the options comes out here, before the long part of the run.
Job prepareJob(const Options &options, std::span<const std::string> files);

/// A job whose facts come from elsewhere: no database, the project of the current folder.
Job prepareJobWithoutSources(const Options &options);

/// What the workers brought back, in the order of their database.
struct Extraction {
  std::vector<WorkerResult> results;
  std::vector<Failure> failures;  // sorted
};

/// Runs the workers over the units of `database`.
Extraction extractUnits(const Job &job, const CompileDatabase &database, const Options &options);

/// The units of an extraction; their bytes are freed on the way.
std::vector<UnitInput> takeUnits(Extraction &extraction, const CompileDatabase &database);

/// The bytes of facts as a unit; throws UserError, `origin` names where they come from.
UnitInput readFacts(std::string_view bytes, std::string target, const std::string &origin);

/// Tells the user what could not be analysed, a line for each file.
void noteFailures(std::span<const Failure> failures);

/// Tells the user of annotations (cotidy.h) that make no sense.
void noteAnnotations(const Analysis &analysis, const Options &options);

/// Runs the report's checks over the units, all as one program, or each as a program of its own (--isolated). Adds to
/// the counts and statistics of the report, and nothing else.
std::vector<Finding> findAll(const Job &job, std::vector<UnitInput> units, const Options &options, Report &report);

/// Whether a run sees the program that the compile database describes, and not only files that were named.
bool isWhole(const Options &options);

/// The files that the units of an extraction read and that may be reported, named as in a Location.
std::set<std::string> ownFiles(const Job &job, const Extraction &extraction);

/// Analyses, runs the checks, and keeps what may be reported. `read` are the files whose suppressions are looked at.
Report makeReport(const Job &job, std::vector<UnitInput> units, std::vector<Failure> failures, const Options &options,
                  const std::set<std::string> &read = {});

/// 3 where something could not be analysed, else 1 where a finding is at or above the gate, else 0.
ExitCode exitCodeOf(const Job &job, std::span<const Finding> findings, bool incomplete, const Options &options);

}  // namespace cotidy
