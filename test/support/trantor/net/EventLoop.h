// Test stub of Trantor: the event loop, and the queue whose threads may be blocked.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace trantor {

using TimerId = std::uint64_t;
using Func = std::function<void()>;

class EventLoop {
public:
  EventLoop();
  ~EventLoop();
  void loop();
  void quit();
  static EventLoop *getEventLoopOfCurrentThread();
  template <typename Functor> void runInLoop(Functor &&) { __builtin_trap(); }
  void queueInLoop(const Func &f);
  void queueInLoop(Func &&f);
  TimerId runAfter(double delay, const Func &cb);
  TimerId runEvery(double interval, const Func &cb);
};

class TaskQueue {
public:
  virtual ~TaskQueue();
  virtual void runTaskInQueue(const std::function<void()> &task) = 0;
  virtual void runTaskInQueue(std::function<void()> &&task) = 0;
  void syncTaskInQueue(const std::function<void()> &task);
};

class ConcurrentTaskQueue : public TaskQueue {
public:
  ConcurrentTaskQueue(std::size_t threadNum, const std::string &name);
  ~ConcurrentTaskQueue();
  void runTaskInQueue(const std::function<void()> &task) override;
  void runTaskInQueue(std::function<void()> &&task) override;
};

}  // namespace trantor
