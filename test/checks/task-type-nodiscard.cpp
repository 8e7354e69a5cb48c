// RUN: %check %s task-type-nodiscard
// Own task types: lazy and eager, plain and templates, with each way of being awaitable. Twins carry the attribute, are made
// to be dropped, or are nobody's to await.
#include <folly/coro/Task.h>
#include <task.h>

#include <coroutine>

template <class Task, class Start> struct promise_of {
  Task get_return_object();
  Start initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};
struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

namespace lazy {

class Plain : public awaiter {  // expect: task-type-nodiscard: its body never runs
public:
  using promise_type = promise_of<Plain, std::suspend_always>;
};
Plain plain() { co_return; }

struct ByOperator {  // expect: task-type-nodiscard
  using promise_type = promise_of<ByOperator, std::suspend_always>;
  awaiter operator co_await() const;
};
ByOperator byOperator();

struct ByFreeOperator {  // expect: task-type-nodiscard
  using promise_type = promise_of<ByFreeOperator, std::suspend_always>;
};
awaiter operator co_await(const ByFreeOperator &);
ByFreeOperator byFreeOperator();

template <class T> struct Template : awaiter {  // expect: task-type-nodiscard
  struct promise_type {
    Template get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
};
template <> struct Template<void> : awaiter {  // expect: task-type-nodiscard
  using promise_type = promise_of<Template<void>, std::suspend_always>;
};
Template<int> number();
Template<long> longNumber();
Template<void> nothing();

struct Made : awaiter {  // expect: task-type-nodiscard
  using promise_type = promise_of<Made, std::suspend_always>;
};
auto makes = []() -> Made { co_return; };

struct Outer {
  struct Nested : awaiter {  // expect: task-type-nodiscard
    using promise_type = promise_of<Nested, std::suspend_always>;
  };
  Nested method();
};

#define TASK(name) struct name : awaiter { using promise_type = promise_of<name, std::suspend_always>; }
TASK(ByMacro);  // expect: task-type-nodiscard
ByMacro byMacro();

home::task<> uses() {
  co_await plain();
  co_await byOperator();
  co_await byFreeOperator();
  co_await number();
  co_await longNumber();
  co_await nothing();
  co_await makes();
  co_await Outer().method();
  co_await byMacro();
}

struct [[nodiscard]] Marked : awaiter {
  using promise_type = promise_of<Marked, std::suspend_always>;
};
Marked marked();

// Each function that gives one out says it itself.
struct MarkedFunctions : awaiter {
  using promise_type = promise_of<MarkedFunctions, std::suspend_always>;
};
[[nodiscard]] MarkedFunctions markedFunction();

// The driver of another task: no function gives it out.
struct Tool : awaiter {
  using promise_type = promise_of<Tool, std::suspend_always>;
};

home::task<> usesTwins() {
  co_await marked();
  co_await markedFunction();
  [[maybe_unused]] std::coroutine_traits<Tool>::promise_type *none = nullptr;
}

// Nobody can await it: it is run by hand.
struct Steps {
  using promise_type = promise_of<Steps, std::suspend_always>;
  std::coroutine_handle<> handle;
};
Steps steps() { co_return; }

}  // namespace lazy

namespace eager {

struct Awaited : awaiter {  // expect: task-type-nodiscard: its error are lost
  using promise_type = promise_of<Awaited, std::suspend_never>;
};
Awaited awaited();

struct NeverAwaited : awaiter {
  using promise_type = promise_of<NeverAwaited, std::suspend_never>;
};
NeverAwaited neverAwaited() { co_return; }

struct FireAndForget {
  using promise_type = promise_of<FireAndForget, std::suspend_never>;
};
FireAndForget fire() { co_return; }

home::task<> uses() {
  co_await awaited();
  neverAwaited();
  fire();
}

}  // namespace eager

// A generator that nobody iterates does nothing, and everybody sees it.
struct Numbers {
  struct promise_type {
    Numbers get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void await_transform() = delete;
    void return_void();
    void unhandled_exception();
  };
  bool next();
};
Numbers numbers() { co_yield 1; }

folly::coro::Task<void> ofALibrary() { co_return; }
