// Test stub of folly: the two pools that every program has.
#pragma once
#include <folly/Executor.h>

namespace folly {

Executor::KeepAlive<> getGlobalCPUExecutor();
Executor::KeepAlive<> getGlobalIOExecutor();

}  // namespace folly
