// Test stub of folly: stackful tasks.
#pragma once
#include <folly/futures/Future.h>

namespace folly::fibers {

class FiberManager {
public:
  template <typename F> void addTask(F &&) { __builtin_trap(); }
  template <typename F> void addTaskRemote(F &&) { __builtin_trap(); }
};

}  // namespace folly::fibers
