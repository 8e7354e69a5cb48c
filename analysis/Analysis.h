// Analysis.h: everything that checks may read: the linked program, its calls, effects, contexts, locks and lifetimes, and
// the models.
#pragma once
#include "analysis/Callouts.h"
#include "analysis/Contexts.h"
#include "analysis/Cost.h"
#include "analysis/Keeps.h"
#include "analysis/LargeStores.h"
#include "analysis/LockedDestructors.h"
#include "analysis/Suspensions.h"
#include "analysis/TaskUses.h"
#include "analysis/ThreadLocals.h"

namespace cotidy {

/// Totals for summaries and statistics.
struct Counts {
  std::size_t units = 0, functions = 0, coroutines = 0,
              loops = 0;  // loops: functions that something runs on an event loop
  std::size_t unknownCallees = 0, unloweredBodies = 0, ambiguous = 0;
};

/// What users set of single checks, by "rule.Option". What is not set has the default that its check declares.
using Settings = std::map<std::string, std::string, std::less<>>;

class Analysis {
public:
  Analysis(std::vector<UnitInput> units, const Models &models, Settings settings = {});

  const Program &program() const { return *program_; }
  const Models &models() const { return models_; }
  const Settings &settings() const { return settings_; }
  const Calls &calls() const { return *calls_; }
  const Effects &effects() const { return *effects_; }
  const Contexts &contexts() const { return *contexts_; }
  const Locks &locks() const { return *locks_; }
  /// What values refer to, what becomes of tasks, and what they keep using.
  const Storages &storages() const { return *storages_; }
  const Fates &fates() const { return *fates_; }
  const Keeps &keeps() const { return *keeps_; }
  const Costs &costs() const { return *costs_; }
  Costs &costs() { return *costs_; }  // for who knows better: Costs::refine
  const TaskUses &taskUses() const { return *taskUses_; }
  const Callouts &callouts() const { return *callouts_; }
  const Suspensions &suspensions() const { return *suspensions_; }
  const ThreadLocals &threadLocals() const { return *threadLocals_; }
  /// What awaits do for others, and which containers are large.
  const GivesWay &givesWay() const { return *givesWay_; }
  const LargeStores &largeStores() const { return *largeStores_; }
  Counts counts() const;

private:
  const Models &models_;
  Settings settings_;
  std::unique_ptr<Program> program_;  // each stage refers to the one before it
  std::unique_ptr<Calls> calls_;
  std::unique_ptr<Effects> effects_;
  std::unique_ptr<Contexts> contexts_;
  std::unique_ptr<Locks> locks_;
  std::unique_ptr<Storages> storages_;
  std::unique_ptr<Fates> fates_;
  std::unique_ptr<Keeps> keeps_;
  std::unique_ptr<Costs> costs_;
  std::unique_ptr<TaskUses> taskUses_;
  std::unique_ptr<Callouts> callouts_;
  std::unique_ptr<Suspensions> suspensions_;
  std::unique_ptr<ThreadLocals> threadLocals_;
  std::unique_ptr<GivesWay> givesWay_;
  std::unique_ptr<LargeStores> largeStores_;
};

/// Links the units and runs every stage. `models` must outlive the result.
Analysis analyse(std::vector<UnitInput> units, const Models &models, Settings settings = {});

}  // namespace cotidy
