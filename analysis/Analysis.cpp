// The stages in their order.
#include "analysis/Analysis.h"

#include <algorithm>

namespace cotidy {

Analysis::Analysis(std::vector<UnitInput> units, const Models &models, Settings settings)
    : models_(models), settings_(std::move(settings)), program_(std::make_unique<Program>(std::move(units))),
      calls_(std::make_unique<Calls>(*program_, models)), effects_(std::make_unique<Effects>(*calls_)),
      contexts_(std::make_unique<Contexts>(*effects_)), locks_(std::make_unique<Locks>(*effects_)),
      storages_(std::make_unique<Storages>(*calls_)), fates_(std::make_unique<Fates>(*storages_, *effects_)),
      keeps_(std::make_unique<Keeps>(*fates_)), costs_(std::make_unique<Costs>(*calls_)),
      taskUses_(std::make_unique<TaskUses>(*calls_)), callouts_(std::make_unique<Callouts>(*calls_, *locks_)),
      suspensions_(std::make_unique<Suspensions>(*calls_)), threadLocals_(std::make_unique<ThreadLocals>(*calls_)),
      givesWay_(std::make_unique<GivesWay>(*calls_, *suspensions_)),
      largeStores_(std::make_unique<LargeStores>(*contexts_, *calls_, *givesWay_)) {}

Counts Analysis::counts() const {
  Counts counts;
  counts.units = program_->units().size();
  counts.functions = program_->functions().size();
  counts.unknownCallees = calls_->unknown();
  counts.ambiguous = program_->ambiguous();
  for (const UnitInput &input : program_->units()) counts.unloweredBodies += input.unit->unlowered.size();
  for (const auto &function : program_->functions()) {
    if (function->coroutine() && !function->generator()) ++counts.coroutines;
    const auto &contexts = contexts_->of(function->id());
    counts.loops += std::any_of(contexts.begin(), contexts.end(), [](const Context &c) {
      return c.thread == Thread::Loop || c.thread == Thread::IoPool;
    });
  }
  return counts;
}

Analysis analyse(std::vector<UnitInput> units, const Models &models, Settings settings) {
  return Analysis(std::move(units), models, std::move(settings));
}

}  // namespace cotidy
