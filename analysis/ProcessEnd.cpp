// Forward from the operation, block by block, until each way has met a call that never returns.
#include "analysis/ProcessEnd.h"

#include "analysis/Flow.h"

#include <set>

namespace cotidy {

using facts::OpKind;

namespace {
enum class Course : std::uint8_t { GoesOn, Ends, StaysAlive };
}

static Course through(const Function &function, const facts::OpT &op) {
  if (op.kind == OpKind::Await || op.kind == OpKind::Yield) return Course::StaysAlive;
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  if (!callee || !callee->noreturn) return Course::GoesOn;
  // What throws does not return either, but ends no process.
  return callee->system && callee->name.find("throw") == std::string::npos ? Course::Ends : Course::StaysAlive;
}

bool leadsToProcessEnd(const Function &function, const facts::OpT &op) {
  const facts::BlockT *start = blockOf(function, op);
  if (!start) return false;
  std::set<std::int32_t> seen;
  std::vector<const facts::BlockT *> todo{start};
  bool behind = false;  // behind the operation, in its own block
  while (!todo.empty()) {
    const facts::BlockT *block = todo.back();
    todo.pop_back();
    if (!block) return false;
    Course course = Course::GoesOn;
    for (const auto &next : block->ops) {
      if (behind && course == Course::GoesOn) course = through(function, *next);
      behind |= next.get() == &op;
    }
    behind = true;
    if (course == Course::Ends) continue;
    const std::vector<std::int32_t> successors = function.successors(*block);
    if (course == Course::StaysAlive || successors.empty()) return false;
    for (std::int32_t next : successors) {
      if (next == start->id) return false;
      if (seen.insert(next).second) todo.push_back(function.block(next));
    }
  }
  return true;
}

}  // namespace cotidy
