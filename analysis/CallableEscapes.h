// CallableEscapes.h: ways in which a callable outlives the call that it is given to: run later by a library, stored by the user's
// own code, kept by a task.
#pragma once
#include "analysis/CallableFlow.h"
#include "analysis/Keeps.h"

namespace cotidy {

struct CallableEscape {
  enum How : std::uint8_t { Later, Stored, Task } how = Later;
  FunctionId function = 0;  // where it gets away …
  const facts::OpT *op = nullptr;  // … and by what
  const facts::OpT *start = nullptr;  // the operation that leads there, in the function that made the callable
  bool detached = true;  // `start` leaves work behind; else the result of `start` has it
  std::string by;  // plain name of what runs or stores it
};

/// `threads.emplace_back(…)`: gives a reference to work that lives as long as the container.
bool isMadeInContainer(const Function &function, const facts::OpT &start);

/// Of a callable that `function` holds as this value. What is not known is left out.
std::vector<CallableEscape> escapesOf(const Fates &fates, const Function &function, std::int32_t callable);

/// A task, or a thread: something that can be waited for. Of a thread as if it were a future.
TaskKind workKind(const Models &models, Type type);

}  // namespace cotidy
