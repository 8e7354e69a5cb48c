// RUN: %check %s task-not-awaited-on-path
// Tasks that some paths lose: an early return, an exception, a new task in the place of the old one.
#include <folly/futures/Future.h>
#include <seastar/core/future.hh>
#include <task.h>

#include <exception>
#include <functional>
#include <future>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

home::task<> store(int);
home::job<> ping(int);
seastar::future<> send(int);
void log();

home::task<> earlyReturn(bool stop) {
  auto task = store(1);                   // expect: task-not-awaited-on-path: is not awaited on the path shown
  if (stop) co_return;
  co_await task;
}

home::task<> innocentReturn(bool stop) {
  if (stop) co_return;
  auto task = store(1);
  co_await task;
}

home::task<> bothWays(bool first) {
  auto task = store(1);
  if (first) {
    log();
    co_await task;
  } else {
    co_await task;
  }
}

home::task<> sameCondition(bool a) {
  auto task = store(1);
  if (a) co_await task;
  log();
  if (!a) co_await task;
}

home::task<> oneCase(int n) {
  auto job = ping(1);                     // expect: task-not-awaited-on-path
  switch (n) {
  case 0: co_await job; break;
  case 1: co_await job; break;
  default: log();
  }
}

home::job<> exceptional(int n) {
  auto job = ping(1);                     // expect: task-not-awaited-on-path: is not awaited when the exception leaves
  if (n < 0) throw std::invalid_argument("n");
  co_await job;
}

static void require(int n) {
  if (n < 0) throw std::invalid_argument("n");
}
static void requireOrLog(int n) {
  try {
    require(n);
  } catch (const std::exception &) {
    log();
  }
}
// Known miss: most calls may fail, and few are expected to.
home::job<> FN_throughACall(int n) {
  auto job = ping(1);
  require(n);
  co_await job;
}
home::job<> innocentCall(int n) {
  require(n);
  auto job = ping(1);
  requireOrLog(n);
  co_await job;
}

// A lazy task has not begun: the exception loses nothing.
home::task<> innocentException(int n) {
  auto task = store(1);
  if (n < 0) throw std::invalid_argument("n");
  co_await task;
}

home::job<> caught(int n) {
  auto job = ping(1);
  try {
    if (n < 0) throw std::invalid_argument("n");
  } catch (const std::exception &) {
    log();
  }
  co_await job;
}

seastar::future<> overwritten(std::vector<int> keys) {
  auto last = seastar::make_ready_future<>();
  for (int key : keys) last = send(key);  // expect: task-not-awaited-on-path: is replaced in 'last' by that of the next round
  co_await std::move(last);
}

seastar::future<> innocentOverwriting(std::vector<int> keys) {
  auto last = seastar::make_ready_future<>();
  for (int key : keys) {
    co_await std::move(last);
    last = send(key);
  }
  for (int key : keys) last = std::move(last).then([key] { return send(key); });
  co_await std::move(last);
}

seastar::future<> replaced() {
  auto sent = send(1);                    // expect: task-not-awaited-on-path: is replaced in 'sent' by another
  sent = send(2);
  co_await std::move(sent);
}

home::task<> optional(bool wanted, bool other) {
  std::optional<home::task<>> task;
  if (wanted) task = store(1);
  if (other) log();
  if (task) co_await *task;
}

home::task<> made(bool wanted) {
  std::optional<home::task<>> task;
  if (wanted) task.emplace(store(1));
  if (wanted) co_await *task;
}

// --- a pool whose futures do not wait when they die
struct Pool {
  std::future<void> submit(std::function<void()> f);
};
void parts(Pool &pool, int n) {
  int sum = 0;
  auto done = pool.submit([&] { ++sum; });  // expect: task-not-awaited-on-path
  if (n == 0) return;
  done.get();
}
void innocentParts(Pool &pool, int n) {
  int sum = 0;
  auto done = pool.submit([&] { ++sum; });
  if (n == 0) log();
  done.get();
  auto waits = std::async(std::launch::async, [] {});
  if (n == 1) return;
  waits.get();
}

// --- in a member
class Sweeper {
public:
  void enable() {
    if (--disabled_ > 0) return;
    running_ = loop();                    // expect: task-not-awaited-on-path: 'Sweeper::drain' allows a new start
  }
  void drain() { ++disabled_; }
  seastar::future<> stop() {
    ++disabled_;
    co_await std::move(running_);
  }

private:
  seastar::future<> loop();
  int disabled_ = 1;
  seastar::future<> running_ = seastar::make_ready_future<>();
};

class Started {
public:
  void start() {
    if (started_) return;
    started_ = true;
    running_ = loop();
  }
  seastar::future<> stop() {
    started_ = false;
    co_await std::move(running_);
  }
  bool started() const { return started_; }

private:
  seastar::future<> loop();
  bool started_ = false;
  seastar::future<> running_ = seastar::make_ready_future<>();
};

template <class T>
home::task<> constexprBranch(T key) {
  auto task = store(key);
  if constexpr (sizeof(T) > 1) co_await task;
}
home::task<> onlyThisBranch() { co_await constexprBranch(1); }

template <class T>
home::task<> inATemplate(T key) {
  auto task = store(key);                 // expect: task-not-awaited-on-path
  if (key > 0) co_return;
  co_await task;
}
home::task<> instantiate() { co_await inATemplate(1); }

// An assertion leaves the function when it fails, and the test with it.
bool holds(int);
void report();
#define ASSERT_HOLDS(value) if (holds(value)) ; else return report()

void run(home::job<> job);
void innocentAssertion() {
  auto job = ping(1);
  ASSERT_HOLDS(2);
  run(std::move(job));
}
void ownReturn() {
  auto job = ping(1);                     // expect: task-not-awaited-on-path
  if (!holds(2)) return;
  run(std::move(job));
}

bool always();
#define EXPECT_QUIET(statement) if (always()) { try { statement; } catch (...) { report(); } } else report()
void innocentExpectation() {
  auto job = ping(1);
  EXPECT_QUIET(run(std::move(job)));
}

namespace errors {

seastar::future<int> ask(int);
void note(int);
void tell(std::exception_ptr error);

seastar::future<int> left(int key) {
  return ask(key).then_wrapped([key](seastar::future<int> answer) {  // expect: task-not-awaited-on-path: 'answer' has failed on the path shown
    if (!answer.failed()) return answer.get();
    note(key);
    return 0;
  });
}
seastar::future<int> leftOnOneBranch(int key) {
  return ask(key).then_wrapped([key](seastar::future<int> answer) {  // expect: task-not-awaited-on-path
    if (answer.failed()) {
      if (key > 0) tell(answer.get_exception());
      return 0;
    }
    return answer.get();
  });
}
seastar::future<int> taken(int key) {
  return ask(key).then_wrapped([](seastar::future<int> answer) {
    if (!answer.failed()) return answer.get();
    tell(answer.get_exception());
    return 0;
  });
}
seastar::future<int> passedOn(int key) {
  return ask(key).then_wrapped([key](seastar::future<int> answer) {
    if (answer.failed()) note(key);
    return std::move(answer);
  });
}
seastar::future<int> onlyCounted(int key) {
  return ask(key).then_wrapped([](seastar::future<int> answer) {
    note(answer.failed());
    return answer.get();
  });
}

}  // namespace errors

// An empty future is a place for one, and loses nothing.
namespace places {

folly::Future<int> found(int key);

folly::Future<int> look() {
  auto answer = folly::Future<int>::makeEmpty();
  answer = found(1);
  return answer;
}
folly::Future<int> lookTwice() {
  auto answer = found(1);  // expect: task-not-awaited-on-path
  answer = found(2);
  return answer;
}

}  // namespace places

namespace errors {

void write(std::string text);
std::string wordsOf(std::exception_ptr error);

seastar::future<int> takenWhereItIsThrownOn(std::exception_ptr first) {
  return ask(1).then_wrapped([first](seastar::future<int> answer) {
    if (answer.failed()) {
      try {
        std::rethrow_exception(first);
      } catch (...) {
        write(wordsOf(answer.get_exception()));
        return 0;
      }
    }
    return answer.get();
  });
}

}  // namespace errors

// The loop hangs on a flag that one method clears without waiting, and that the start sets again.
namespace restarts {

class Lamp {
public:
  void open() {
    lit_ = true;
    burning_ = burn();  // expect: task-not-awaited-on-path: 'Lamp::close' allows a new start
  }
  void close() { lit_ = false; }
  seastar::future<> stop() {
    close();
    return std::move(burning_);
  }

private:
  seastar::future<> burn() {
    while (lit_) co_await send(1);
  }
  seastar::future<> burning_ = seastar::make_ready_future<>();
  bool lit_ = false;
};

/// Whoever clears the flag waits.
class Candle {
public:
  void open() {
    lit_ = true;
    burning_ = burn();
  }
  seastar::future<> close() {
    lit_ = false;
    return std::move(burning_);
  }

private:
  seastar::future<> burn() {
    while (lit_) co_await send(1);
  }
  seastar::future<> burning_ = seastar::make_ready_future<>();
  bool lit_ = false;
};

/// Once ended it does not go on: nobody sets the flag again.
class Torch {
public:
  void open() { burning_ = burn(); }
  void close() { lit_ = false; }
  seastar::future<> stop() {
    close();
    return std::move(burning_);
  }

private:
  seastar::future<> burn() {
    while (lit_) co_await send(1);
  }
  seastar::future<> burning_ = seastar::make_ready_future<>();
  bool lit_ = true;
};

}  // namespace restarts

// What is called says beside its future whether there is anything to wait for.
seastar::future<> taken(int letter, bool &mine);

seastar::future<> deliver(int letter) {
  bool mine = false;
  auto done = taken(letter, mine);        // expect: task-not-awaited-on-path: 'mine' may say that there is nothing
  if (mine) return done;
  return send(letter);
}
