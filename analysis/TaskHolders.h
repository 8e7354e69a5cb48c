// TaskHolders.h: who holds a pending task inside one function, operation by operation. A task goes into a variable or a
// container, from one into another, and at last to somebody who takes it; or it is dropped on the spot.
#pragma once
#include "analysis/TaskMakers.h"
#include "analysis/ValueUses.h"

namespace cotidy {

/// What an operation does to a variable that holds tasks.
struct HolderEffect {
  enum What : std::uint8_t {
    Put,  // its value is now this task (or, without one, something else)
    Add,  // it holds this task as well
    Take,  // somebody else has its tasks now
    Move,  // they go into another variable
    End  // it dies
  } what;
  enum How : std::uint8_t { Other, Awaited, MovedAway, Asked } how = Other;  // of Take
  std::int32_t holder = -1;
  std::int32_t task = -1;  // Put, Add: index into `made`
  std::int32_t to = -1;  // Move
  bool moved = false;  // Take: out of std::move, so that the variable is empty afterwards
  bool more = false;  // Move: into a container, beside what it holds already
};

struct DirectLoss {
  enum How : std::uint8_t { Discarded, Ignored, Passed } how;
  std::int32_t task;
  const facts::OpT *at;
};

struct TaskTest {
  std::int32_t task = -1;  // a task that no variable holds …
  std::int32_t holder = -1;  // … or the variable
  const facts::OpT *at;  // the conversion, or the comparison
  bool compared;
};

class TaskHolders {
public:
  TaskHolders(const TaskMakers &makers, const Function &function);

  const std::vector<MadeTask> &made() const { return made_; }
  const std::vector<DirectLoss> &losses() const { return losses_; }
  const std::vector<TaskTest> &tests() const { return tests_; }
  const std::vector<HolderEffect> &effects(const facts::OpT &op) const;
  /// Variables that hold a task of this function's making, or that are a task themselves.
  const std::set<std::int32_t> &holders() const { return holders_; }
  /// The operation that gives the variable its first value.
  const facts::OpT *declaration(std::int32_t holder) const;
  bool container(std::int32_t holder) const { return containers_.count(holder) > 0; }
  /// The variable that the condition at the end of the block looks into, and the branch on which it may hold nothing
  /// (2: either).
  std::optional<std::pair<std::int32_t, std::size_t>> asks(const facts::BlockT &block) const;

private:
  void follow(std::int32_t value, std::int32_t task, unsigned depth);
  void followUse(const Use &use, std::int32_t task, unsigned depth);
  void followArgument(const Use &use, std::int32_t task, unsigned depth);
  void put(const facts::OpT &op, std::int32_t holder, std::int32_t task, bool more);
  void findVariables();
  void describe(std::int32_t holder, std::int32_t value, bool moved, bool part, unsigned depth);
  void describeUse(std::int32_t holder, const Use &use, bool moved, bool part);
  void describeArgument(std::int32_t holder, const Use &use, bool moved);
  void describeObject(std::int32_t holder, const Use &use, bool moved);
  void take(std::int32_t holder, const facts::OpT &op, HolderEffect::How how, bool moved);
  bool isVariable(std::int32_t value) const;
  bool testing(const facts::OpT &op) const;
  bool comparing(const facts::OpT &op) const;
  bool filled(const facts::OpT &op, std::int32_t holder) const;
  bool lazy(std::int32_t holder) const;
  void hold(std::int32_t holder);

  const TaskMakers &makers_;
  const Calls &calls_;
  const Function &function_;
  ValueUses uses_;
  std::vector<MadeTask> made_;
  std::vector<DirectLoss> losses_;
  std::vector<TaskTest> tests_;
  std::set<std::int32_t> holders_, containers_;
  std::vector<std::int32_t> todo_;  // holders whose uses are not described yet
  std::unordered_map<const facts::OpT *, std::vector<HolderEffect>> effects_;
};

}  // namespace cotidy
