// RUN: %check %s double-await
// A task used twice on one path; beside it the paths on which each is used once.
#include <concurrencpp/concurrencpp.h>
#include <folly/coro/Task.h>
#include <seastar/core/seastar.hh>
#include <task.h>

#include <exception>
#include <optional>
#include <utility>
#include <vector>

home::task<int> load(int);
void run(home::task<int> task);
bool tryRun(home::task<int> &&task);
void log();

home::task<int> twice() {
  auto task = load(1);
  int sum = co_await std::move(task);
  sum += co_await std::move(task);            // expect: double-await: 'task' is awaited again: it was awaited before
  co_return sum;
}

home::task<int> afterAMove(bool now) {
  auto task = load(1);
  if (!now) run(std::move(task));
  co_return co_await std::move(task);         // expect: double-await: it was moved away before
}

home::task<int> innocentMove(bool now) {
  auto task = load(1);
  if (!now) {
    run(std::move(task));
    co_return 0;
  }
  co_return co_await std::move(task);
}

home::task<int> branches(bool a) {
  auto task = load(1);
  int sum = 0;
  if (a) sum = co_await std::move(task);
  if (!a) sum = co_await std::move(task);
  co_return sum;
}

home::task<int> inALoop() {
  auto task = load(1);
  for (int i = 0; i < 3; ++i) {
    int n = co_await std::move(task);         // expect: double-await: in the next round of the loop
    if (n > 0) co_return n;
  }
  co_return 0;
}

home::task<int> innocentLoop() {
  auto task = std::optional<home::task<int>>(load(1));
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    auto again = load(i);
    sum += co_await std::move(again);
  }
  while (task) {
    sum += co_await std::move(*task);
    task.reset();
  }
  co_return sum;
}

folly::coro::Task<int> fetch();
folly::coro::Task<int> retry() {
  auto task = fetch();
  try {
    co_return co_await std::move(task);
  } catch (const std::exception &) {
    log();
  }
  co_return co_await std::move(task);         // expect: double-await
}

folly::coro::Task<int> innocentRetry() {
  auto task = fetch();
  try {
    co_return co_await std::move(task);
  } catch (const std::exception &) {
    log();
  }
  task = fetch();
  co_return co_await std::move(task);
}

// Awaiting uses up a result of this library, move or not.
concurrencpp::result<int> compute();
concurrencpp::result<int> singleUse() {
  auto result = compute();
  int n = co_await result;
  n += co_await result;                       // expect: double-await
  co_return n;
}

// A task of the user's own may be awaited by name as often as it likes.
home::task<int> byName() {
  auto task = load(1);
  int n = co_await task;
  co_return n + co_await task;
}

home::task<int> offered() {
  auto task = load(1);
  if (tryRun(std::move(task))) co_return 0;   // it says whether it took the task
  co_return co_await std::move(task);
}

home::task<int> parameter(home::task<int> task) {
  int n = co_await std::move(task);
  co_return n + co_await std::move(task);     // expect: double-await
}

template <class T>
home::task<int> inATemplate(T key) {
  auto task = load(key);
  run(std::move(task));
  co_return co_await std::move(task);         // expect: double-await
}
home::task<int> instantiate() { co_return co_await inATemplate(1); }

home::task<int> inALambda() {
  auto body = [](home::task<int> task) -> home::task<int> {
    run(std::move(task));
    co_return co_await std::move(task);       // expect: double-await
  };
  co_return co_await body(load(1));
}

// The macros of test libraries: a loop that goes round once, and a try that says what is expected.
bool once();
void check(bool);
#define CHECK_ONCE(condition) do { check(condition); } while (once())
#define CHECK_NOTHROW(expression) do { try { expression; } catch (...) { check(false); } } while (once())

home::task<> innocentMacros() {
  auto task = load(1);
  CHECK_ONCE(co_await std::move(task) == 1);
  CHECK_NOTHROW(co_await std::move(task));
}

home::task<> macroInALoop() {
  auto task = load(1);
  for (int i = 0; i < 3; ++i)
    CHECK_ONCE(co_await std::move(task) == i);   // expect: double-await: in the next round of the loop
}

// A death test: the mistake is what is tested.
namespace testing::internal {
struct DeathTest { static bool Create(const char *statement, DeathTest **test); };
}
#define EXPECT_DEATH(statement) \
  do { testing::internal::DeathTest *test; if (testing::internal::DeathTest::Create(#statement, &test)) { statement; } } while (once())
void start(home::task<>);

void usedTwice() {
  EXPECT_DEATH({
    start([]() -> home::task<> {
      auto task = load(1);
      co_await std::move(task);
      co_await std::move(task);
    }());
  });
}

// A test of what an empty task does: the macro itself uses once more what it was given. A macro that repeats what it was
// given is no test.
void consume(home::task<int>);
#define USE_EMPTY(statement) do { auto task = load(1); statement; consume(std::move(task)); } while (once())
#define LARGER(a, b) ((a) > (b) ? (a) : (b))

void emptied() { USE_EMPTY(consume(std::move(task))); }
home::task<int> repeated() {
  auto task = load(1);
  co_return LARGER(co_await std::move(task), 0);   // expect: double-await
}

// The error of a future is taken out once.
bool isClosing(std::exception_ptr error);
void tell(std::exception_ptr error);
seastar::future<> store(int);
seastar::future<> takenTwice() {
  return store(1).then_wrapped([](seastar::future<> f) {
    if (f.failed() && !isClosing(f.get_exception())) tell(f.get_exception());  // expect: double-await: 'f' is used again
  });
}
seastar::future<> takenOnce() {
  return store(1).then_wrapped([](seastar::future<> f) {
    if (!f.failed()) return;
    const std::exception_ptr error = f.get_exception();
    if (!isClosing(error)) tell(error);
  });
}
seastar::future<> takenOnEachPath(bool quiet) {
  return store(1).then_wrapped([quiet](seastar::future<> f) {
    if (quiet)
      isClosing(f.get_exception());
    else
      tell(f.get_exception());
  });
}

// What is passed on by a cast is not yet used: the call that names no parameter does nothing with it.
namespace passed_on {

struct Started {
  explicit Started(home::task<int> &&task) { run(std::move(task)); }
  void begin(home::task<int> &&) { log(); }
};
struct StartedLater {
  explicit StartedLater(home::task<int> &&) { log(); }
  void begin(home::task<int> &&task) { run(std::move(task)); }
};
struct StartedTwice {
  explicit StartedTwice(home::task<int> &&task) { run(std::move(task)); }
  void begin(home::task<int> &&task) { run(std::move(task)); }
};
template <typename State, typename Task> void start(Task task) {
  State state(static_cast<Task &&>(task));
  state.begin(static_cast<Task &&>(task));
}
void once() {
  start<Started>(load(1));
  start<StartedLater>(load(2));
}
void twice() {
  auto task = load(1);
  StartedTwice state(std::move(task));
  state.begin(std::move(task));               // expect: double-await: it was moved away before
}

}  // namespace passed_on
