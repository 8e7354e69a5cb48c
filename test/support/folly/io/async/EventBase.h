// Test stub of folly: the event loop.
#pragma once
#include <folly/Executor.h>

namespace folly {

class EventBase : public Executor {
public:
  EventBase();
  ~EventBase() override;
  void add(Func) override;
  void runInEventBaseThread(Func) noexcept;
  void runInEventBaseThreadAndWait(Func) noexcept;
  void runImmediatelyOrRunInEventBaseThreadAndWait(Func) noexcept;
  bool isInEventBaseThread() const;
  void loopForever();
  void terminateLoopSoon();
};

}  // namespace folly
