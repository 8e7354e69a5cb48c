// TaskMakers.h: the operations that give a value which somebody must await, join or hand over.
#pragma once
#include "analysis/Calls.h"
#include "analysis/Tasks.h"

namespace cotidy {

/// A pending task, and the operation that made it.
struct MadeTask {
  const facts::OpT *op = nullptr;
  std::int32_t value = -1;
  TaskKind kind;                  // `drop` is the call's own where its model says so
  Type type;
  std::string name;               // plain name of what was called; empty for an await
  bool submitted = false;         // the future of a callable, or of a task, that the call was given to run
  bool throughParameter = false;  // what was called is a parameter of a template: its callers chose it
};

/// What a function does with a parameter that is a task.
enum class ParameterFate : std::uint8_t { Taken, Borrowed, Dropped };

class TaskMakers {
public:
  explicit TaskMakers(const Calls &calls);

  /// None where the operation makes no such value, or where dropping it is harmless or unknown.
  std::optional<MadeTask> made(const Function &function, const facts::OpT &op) const;
  /// Of a value: a task, a future; also an awaiter that gives a lock, or that does nothing but wait.
  TaskKind kindOf(Type type) const;
  /// A future that is nothing but a handle to ask for a result: no coroutine type, not to be awaited, nor to chain work on.
  bool plainHandle(const TaskKind &kind, Type type) const;
  /// What becomes of an argument; Taken where that is not known.
  ParameterFate fate(const Function &function, const facts::OpT &call, std::size_t argument) const;
  const Calls &calls() const { return calls_; }

private:
  TaskKind awaiterKind(Type type) const;
  Type resultOf(const Function &function, const facts::OpT &op) const;
  bool submits(const Function &function, const facts::OpT &op) const;
  ParameterFate fate(const Function &callee, std::size_t parameter) const;
  void applyModels(const Function &function, MadeTask &task) const;

  const Calls &calls_;
  const Models &models_;
  std::set<const TypeModel *> composable_;
  mutable std::unordered_map<const facts::TypeT *, TaskKind> kinds_;
  mutable std::map<std::pair<FunctionId, std::size_t>, ParameterFate> fates_;
};

}  // namespace cotidy
