// Branches in words. What a reader cannot see in the source has none.
#include "checks/support/Paths.h"

namespace cotidy {

using facts::TerminatorKind;

static std::string_view words(TerminatorKind kind, bool holds) {
  switch (kind) {
  case TerminatorKind::If: return holds ? "the condition is true" : "the condition is false";
  case TerminatorKind::Conditional:
  case TerminatorKind::Logical: return holds ? "this is true" : "this is false";
  case TerminatorKind::For:
  case TerminatorKind::While:
  case TerminatorKind::RangeFor: return holds ? "the loop goes on" : "the loop ends";
  case TerminatorKind::Do: return holds ? "the loop is repeated" : "the loop ends";
  case TerminatorKind::Switch: return "one of the cases is taken";
  default: return {};
  }
}

std::vector<Step> pathSteps(const Function &function, const Way &way) {
  std::vector<Step> steps;
  for (const Branch &branch : way.branches) {
    const auto &terminator = branch.block->terminator;
    if (!terminator || !terminator->place || terminator->place->macro()) continue;
    std::string_view text = words(terminator->kind, branch.successor == 0);
    if (!text.empty()) steps.push_back({locate(function, terminator->place), std::string(text)});
  }
  if (way.thrower && way.thrower->place)
    steps.push_back({locate(function, way.thrower->place), "an exception leaves here"});
  return steps;
}

bool leavesByAssertion(const Function &function, const Way &way) {
  constexpr int longest = 8;
  if (way.branches.empty()) return false;
  const Branch &last = way.branches.back();
  const auto &successors = last.block->successors;
  const facts::BlockT *block =
      last.successor < successors.size() ? function.block(successors[last.successor]) : nullptr;
  for (int step = 0; block && step < longest; ++step) {
    for (const auto &op : block->ops)
      if (op->kind == facts::OpKind::Return || op->kind == facts::OpKind::CoReturn)
        return op->place && op->place->macro();
    block = block->successors.size() == 1 ? function.block(block->successors.front()) : nullptr;
  }
  return false;
}

}  // namespace cotidy
