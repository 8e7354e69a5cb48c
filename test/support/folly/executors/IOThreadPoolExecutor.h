// Test stub of folly: a pool of event loops.
#pragma once
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/io/async/EventBase.h>

namespace folly {

class IOThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit IOThreadPoolExecutor(std::size_t numThreads);
  ~IOThreadPoolExecutor() override;
  void add(Func) override;
  EventBase *getEventBase();
};

}  // namespace folly
