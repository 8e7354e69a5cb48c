// Test stub of folly: executors, declarations only.
#pragma once
#include <functional>
#include <utility>

namespace folly {

using Func = std::function<void()>;

class Executor {
public:
  virtual ~Executor();
  virtual void add(Func) = 0;

  template <typename ExecutorT = Executor>
  class KeepAlive {
  public:
    KeepAlive();
    KeepAlive(ExecutorT *);
    ExecutorT *get() const;
  };
};

class InlineExecutor : public Executor {
public:
  static InlineExecutor &instance() noexcept;
  void add(Func) override;
};

}  // namespace folly
