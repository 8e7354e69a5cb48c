// TaskWords.h: pending tasks in words, and the beginnings of findings about them.
#pragma once
#include "checks/support/Places.h"

namespace cotidy {

/// "the future of 'connect'".
std::string nameOfTask(const Function &function, const MadeTask &task);
/// What becomes of a task that nobody awaits: "its body never runs".
std::string_view consequenceOf(const MadeTask &task);
/// What to do instead, as far as the place allows it: "'co_await' it".
std::string remedyOf(const Analysis &analysis, const Function &function, const MadeTask &task);
/// A finding at the place where the task is made.
Finding findingOn(const Function &function, const MadeTask &task);

/// How what calls this lambda runs it; null where no model says so. `by` is the call.
struct CalledBy {
  const Invocation *how = nullptr;
  std::string by;
};
CalledBy whoCalls(const Analysis &analysis, const Function &lambda);

/// Where losses go: one mistake is one rule's.
enum class TaskRule : std::uint8_t { None, UnawaitedTask, MissingAwaitOnLock, DiscardedFuture };
TaskRule ruleFor(const Analysis &analysis, const Function &function, const LostTask &lost);

}  // namespace cotidy
