// Test stub of folly: an executor that runs its work where and when somebody says so.
#pragma once
#include <folly/Executor.h>

#include <cstddef>

namespace folly {

class ManualExecutor : public Executor {
public:
  void add(Func) override;
  std::size_t run();
  std::size_t step();
  std::size_t drain();
};

}  // namespace folly
