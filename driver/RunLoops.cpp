// RunLoops.cpp: compares the stack of a loop's wait with that of an event. Where a library turns the loop, code of the
// project that the loop runs stands on the stack above the project's call of that library.
#include "driver/RunLoops.h"

#include <algorithm>

namespace cotidy {

namespace {

bool isRunBy(const StackFrames &wait, const StackFrames &event) {
  const StackFrames above = ownFrames(wait);
  // The project waits itself: the loop is its own, and all that the thread does is the loop's.
  if (above.empty() || wait.front() == above.front()) return true;
  // The same function may run the loop at several lines.
  const auto caller = std::ranges::find(wait, above.front());
  const auto isSame = [](const StackFrame &a, const StackFrame &b) { return a.function == b.function; };
  for (std::size_t i = 1; i < event.size(); ++i)
    if (isSame(event[i], *caller) && isSame(event[i - 1], *(caller - 1)))
      return !ownFrames(StackFrames(event.begin(), event.begin() + static_cast<std::ptrdiff_t>(i))).empty();
  return false;
}

}  // namespace

bool RunLoops::ran(const StackFrames &event) const {
  if (waits_.empty()) return true;
  return std::ranges::any_of(waits_, [&](const StackFrames &wait) { return isRunBy(wait, event); });
}

}  // namespace cotidy
