// Test stub of folly: a pool for computation.
#pragma once
#include <folly/Executor.h>

#include <cstddef>

namespace folly {

class ThreadPoolExecutor : public Executor {
public:
  ~ThreadPoolExecutor() override;
  void join();
  void stop();
};

class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(std::size_t numThreads);
  ~CPUThreadPoolExecutor() override;
  void add(Func) override;
};

}  // namespace folly
