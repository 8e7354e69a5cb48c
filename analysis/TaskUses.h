// TaskUses.h: the end of every pending task: dropped where it is made, kept until nobody can await it any more, lost on
// one path, replaced by another; or used twice, or tested where its result was meant.
#pragma once
#include "analysis/TaskHolders.h"
#include "analysis/Ways.h"

namespace cotidy {

struct LostTask {
  enum How : std::uint8_t {
    Discarded,  // where it is made: a statement, an operand of a comma, a cast to void
    Ignored,  // assigned to std::ignore
    Passed,  // given to a function that does nothing with it
    Kept,  // in a variable that nobody looks at
    Collected,  // in a container that nobody looks at
    Overwritten,  // its variable gets another value
    OnPath  // taken on other paths only
  } how;
  MadeTask task;
  std::int32_t holder = -1;
  const facts::OpT *at = nullptr;  // the discard, the call, the assignment; null where a scope ends
  const facts::OpT *consumer = nullptr;  // where another path takes it
  Way way;  // OnPath: how the function gets to where it is lost
};

struct ReusedTask {
  std::int32_t holder;
  const facts::OpT *first, *second;
  bool moved = false;  // the first use left the variable empty
  Way way;
};

struct TestedTask {
  MadeTask task;
  const facts::OpT *at;
  std::int32_t holder = -1;
  bool compared = false;
};

struct TaskReport {
  std::vector<LostTask> lost;
  std::vector<ReusedTask> reused;
  std::vector<TestedTask> tested;
};

class TaskUses {
public:
  explicit TaskUses(const Calls &calls);
  const TaskReport &of(FunctionId function) const { return reports_[function]; }
  const TaskMakers &makers() const { return makers_; }

private:
  TaskMakers makers_;
  std::vector<TaskReport> reports_;
};

}  // namespace cotidy
