// One entry of the file system is asked for or removed: who does that for each of many waits for the disk in the end.
#include "analysis/BriefWork.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

// Others get their turn in every round, as where a server takes one request after the other.
static bool suspends(const Function &function, std::int32_t loop) {
  const auto ops = function.ops();
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    return op->kind == OpKind::Await && inLoop(function.body(), *op, loop);
  });
}

static bool isRepeated(const Program &program, const Witness &step) {
  const Function &function = program.function(step.function);
  for (std::int32_t loop = step.op ? step.op->loop : -1; loop >= 0; loop = function.body().loops[loop]->parent)
    if (!suspends(function, loop)) return true;
  return false;
}

bool isBrief(const Program &program, const Witness &leaf) {
  return leaf.model && leaf.model->blocks == Blocking::File && !leaf.model->mayBeLong && !isRepeated(program, leaf);
}

bool isBrief(const Program &program, const std::vector<Witness> &chain) {
  return isBrief(program, chain.back()) &&
         std::none_of(chain.begin(), chain.end(), [&](const Witness &step) { return isRepeated(program, step); });
}

}  // namespace cotidy
