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
  // What throws or jumps does not return either, nor does the end of a thread; the process lives on.
  auto says = [&](std::string_view word) { return callee->name.find(word) != std::string::npos; };
  const bool livesOn = !callee->system || says("throw") || says("jmp") || says("thread_exit") || says("thrd_exit");
  return livesOn ? Course::StaysAlive : Course::Ends;
}

namespace {
class Search {
public:
  explicit Search(const Function &function) : function_(function) {}

  /// All ways through the block, from behind `after` on, or from its beginning.
  bool ends(const facts::BlockT &block, const facts::OpT *after) {
    open_.insert(block.id);
    for (const auto &op : block.ops) {
      const Course course = after ? Course::GoesOn : through(function_, *op);
      if (op.get() == after) after = nullptr;
      if (course != Course::GoesOn) return course == Course::Ends && close(block);
    }
    const std::vector<std::int32_t> successors = function_.successors(block);
    for (std::int32_t next : successors) {
      const facts::BlockT *to = function_.block(next);
      if (!to || open_.count(next) || (!closed_.count(next) && !ends(*to, nullptr))) return false;  // open: a round
    }
    return !successors.empty() && close(block);
  }

private:
  bool close(const facts::BlockT &block) {
    open_.erase(block.id);
    return closed_.insert(block.id).second;
  }

  const Function &function_;
  std::set<std::int32_t> open_, closed_;  // blocks on the way here; those whose ways all end
};
}  // namespace

bool leadsToProcessEnd(const Function &function, const facts::OpT &op) {
  const facts::BlockT *block = blockOf(function, op);
  return block && Search(function).ends(*block, &op);
}

}  // namespace cotidy
