// CostCandidates.cpp: asks as the rules do, with lower limits.
#include "analysis/CostCandidates.h"

#include "analysis/CpuWork.h"
#include "analysis/LoopShape.h"
#include "analysis/Spawns.h"

#include <algorithm>

namespace cotidy {

// Estimates are right within a factor of four, mostly; twice that is a near miss.
static constexpr double near = 8;

static void addRepeatedBodies(const Analysis &analysis, std::set<FunctionId> &found) {
  const Spawns spawns(analysis.calls());
  const Repetitions repetitions(analysis.calls());
  for (const Spawn &spawn : spawns.all())
    if (repetitions.of(*spawn.function, *spawn.op)) found.insert(spawn.bodies.begin(), spawn.bodies.end());
}

static void addLongLoops(const Analysis &analysis, std::set<FunctionId> &found) {
  CpuLimits limits;
  limits.loop /= near;
  limits.counted /= near;
  limits.round /= near;
  const CpuWork work(analysis.calls(), analysis.costs(), analysis.givesWay(), analysis.largeStores(), limits);
  for (const auto &function : analysis.program().functions()) {
    if (!analysis.contexts().standing(function->id()).async) continue;
    for (const facts::OpT *op : function->ops())
      if (const auto witness = work.of(*function, *op, Work::Loop))
        found.insert(work.chain(*witness, Work::Loop).back().function);
  }
}

std::set<FunctionId> costCandidates(const Analysis &analysis) {
  std::set<FunctionId> found;
  addRepeatedBodies(analysis, found);
  addLongLoops(analysis, found);
  return found;
}

std::vector<SourceLoop> sourceLoops(const Function &function) {
  std::vector<SourceLoop> loops;
  const facts::BodyT &body = function.body();
  for (std::size_t i = 0; i < body.loops.size(); ++i) {
    const auto loop = static_cast<std::int32_t>(i);
    const facts::Place *place = body.loops[i]->place.get();
    if (!place) continue;
    SourceLoop source{place->line(), place->column(), place->line(), tripsOf(body, loop).typical};
    for (const facts::OpT *op : function.ops())
      if (op->place && op->place->file() == place->file() && inLoop(body, *op, loop))
        source.last = std::max(source.last, op->place->line());
    const LoopShape shape = shapeOf(function, loop, [](const facts::OpT &) { return false; });
    if (shape.retries)
      source.rounds = 1;
    else if (shape.leavesEarly)
      source.rounds = std::max(1.0, source.rounds / 2);
    loops.push_back(source);
  }
  return loops;
}

}  // namespace cotidy
