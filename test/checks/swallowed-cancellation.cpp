// RUN: %check %s swallowed-cancellation
// Handlers that take cancellation for one more error, and twins that rethrow, leave, ask, or cannot see any.
#include <asio.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>
#include <seastar/core/seastar.hh>
#include <task.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <vector>

using namespace std::chrono_literals;

asio::awaitable<int> pull();
folly::coro::Task<int> push();
cppcoro::task<int> poll();
void log(const char *);

namespace mistakes {

asio::awaitable<void> systemError() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::system_error &e) {  // expect: swallowed-cancellation: operation_aborted
      log(e.what());
    }
  }
}
asio::awaitable<void> allExceptions(asio::steady_timer &timer) {
  unsigned failures = 0;
  while (true) {
    try {
      timer.expires_after(1s);
      co_await timer.async_wait(asio::use_awaitable);
    } catch (const std::exception &e) {  // expect: swallowed-cancellation
      std::printf("%u: %s\n", ++failures, e.what());
    }
  }
}
folly::coro::Task<void> everything() {
  for (bool more = true; more;) {
    try {
      more = co_await push() != 0;
      co_await folly::coro::sleep(5s);
    } catch (...) {  // expect: swallowed-cancellation: catch (const folly::OperationCancelled &) { throw; }
      log("push failed");
    }
  }
}
folly::coro::Task<void> byName(std::vector<int> items) {
  for (int item : items) {
    try {
      co_await push();
    } catch (const folly::OperationCancelled &) {  // expect: swallowed-cancellation: rethrow it
      std::printf("%d was cancelled\n", item);
    }
  }
}
folly::coro::Task<bool> reportsSuccess() {
  try {
    co_return co_await push() > 0;
  } catch (const folly::OperationCancelled &) {  // expect: swallowed-cancellation: reports success
  }
  co_return true;
}
folly::coro::Task<std::size_t> reportsANumber() {
  try {
    co_return co_await push();
  } catch (const folly::OperationCancelled &e) {  // expect: swallowed-cancellation
    log(e.what());
  } catch (const std::runtime_error &e) {
    log(e.what());
  }
  co_return 0;
}
cppcoro::task<> ofCppcoro() {
  do {
    try {
      co_await poll();
    } catch (...) {  // expect: swallowed-cancellation
      log("again");
    }
  } while (true);
}
asio::awaitable<void> codeAsWords() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::system_error &e) {  // expect: swallowed-cancellation
      log(e.code().message().c_str());
    }
  }
}
asio::awaitable<void> goOn() {
  for (;;) {
    try {
      if (co_await pull() == 0) co_return;
    } catch (const std::system_error &) {  // expect: swallowed-cancellation
      continue;
    }
    log("pulled");
  }
}

class Member {
public:
  asio::awaitable<void> run() {
    for (;;) {
      try {
        co_await pull();
      } catch (const std::exception &e) {  // expect: swallowed-cancellation
        ++failures_;
        log(e.what());
      }
    }
  }

private:
  unsigned failures_ = 0;
};

auto lambda = []() -> asio::awaitable<void> {
  for (;;) {
    try {
      co_await pull();
    } catch (...) {  // expect: swallowed-cancellation
    }
  }
};
auto generic = [](auto step) -> asio::awaitable<void> {
  for (;;) {
    try {
      co_await step();
    } catch (...) {  // expect: swallowed-cancellation
    }
  }
};
template <class Step> folly::coro::Task<void> inATemplate(Step step) {
  for (;;) {
    try {
      co_await step();
    } catch (const std::exception &) {  // expect: swallowed-cancellation
      log("failed");
    }
  }
}
void instantiate() {
  (void)generic(pull);
  (void)inATemplate(push);
}

#define IGNORE_ERRORS catch (...) {}
asio::awaitable<void> byMacro() {
  for (;;) {
    try {
      co_await pull();
    } IGNORE_ERRORS  // expect: swallowed-cancellation
  }
}

}  // namespace mistakes

namespace innocent {

asio::awaitable<void> asksTheCode() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::system_error &e) {
      if (e.code() == asio::error::operation_aborted) throw;
      log(e.what());
    }
  }
}
asio::awaitable<void> asksTheCodeAndReturns() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::system_error &e) {
      log(e.what());
      if (e.code() == asio::error::operation_aborted) co_return;
    }
  }
}
asio::awaitable<void> leaves() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::exception &e) {
      log(e.what());
      break;
    }
  }
}
folly::coro::Task<void> letsItThrough() {
  for (;;) {
    try {
      co_await push();
    } catch (const folly::OperationCancelled &) {
      throw;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
asio::awaitable<void> caughtBefore() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::system_error &e) {
      if (e.code() == asio::error::operation_aborted) co_return;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
asio::awaitable<void> aroundTheLoop() {
  try {
    for (;;) co_await pull();
  } catch (const std::exception &e) {
    log(e.what());
  }
}
asio::awaitable<void> waitsOutside(asio::steady_timer &timer) {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::exception &e) {
      log(e.what());
    }
    co_await timer.async_wait(asio::use_awaitable);  // cancellation leaves here
  }
}
asio::awaitable<void> attempts() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_await pull();
      co_return;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
asio::awaitable<void> oneForEach(std::vector<int> items) {
  for (int item : items) {
    try {
      co_await pull();
    } catch (const std::exception &e) {
      std::printf("%d: %s\n", item, e.what());
    }
  }
}
enum class outcome { pushed, cancelled };
folly::coro::Task<outcome> toldApart() {
  try {
    co_await push();
    co_return outcome::pushed;
  } catch (const folly::OperationCancelled &) {
    co_return outcome::cancelled;
  }
}
folly::coro::Task<bool> reportsFailure() {
  try {
    co_return co_await push() > 0;
  } catch (const folly::OperationCancelled &) {
  }
  co_return false;
}
folly::coro::Task<void> theTopOfATask() {
  try {
    for (;;) co_await push();
  } catch (const folly::OperationCancelled &) {
    log("stopped");
  }
}
folly::coro::Task<void> cleansUp() {
  try {
    co_await folly::coro::sleep(1s);
  } catch (const folly::OperationCancelled &) {
  }
  co_await push();  // the last one, on purpose
}
folly::coro::Task<void> tells(std::exception_ptr &failure) {
  for (;;) {
    try {
      co_await push();
    } catch (...) {
      failure = std::current_exception();
    }
  }
}
void report(const std::exception &);
asio::awaitable<void> reports() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::exception &e) {
      report(e);
    }
  }
}
asio::awaitable<void> setsAFlag() {
  bool failed = false;
  while (!failed) {
    try {
      co_await pull();
    } catch (const std::exception &) {
      failed = true;
    }
  }
}
asio::awaitable<void> asksAFlag(const std::atomic<bool> &stopped) {
  while (!stopped) {
    try {
      co_await pull();
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
asio::awaitable<void> asksTheSocket(asio::ip::tcp::socket &socket, char (&buffer)[8]) {
  while (socket.is_open()) {
    try {
      co_await socket.async_read_some(asio::buffer(buffer), asio::use_awaitable);
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
class Member {
public:
  asio::awaitable<void> run() {
    for (;;) {
      try {
        co_await pull();
      } catch (const std::exception &e) {
        log(e.what());
      }
      if (stopped_) co_return;
    }
  }

private:
  bool stopped_ = false;
};
asio::awaitable<void> errorsAsValues(asio::steady_timer &timer) {
  for (;;) {
    asio::error_code error;
    try {
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    } catch (...) {
    }
    if (error) co_return;
  }
}
// Nothing in here can be cancelled.
int parse(const char *);
asio::awaitable<void> nothingAwaited(const char *text) {
  for (;;) {
    try {
      parse(text);
    } catch (...) {
    }
    co_await pull();
  }
}
home::task<int> step();
home::task<> unknownTasks() {
  for (;;) {
    try {
      co_await step();
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
asio::awaitable<void> otherErrors() {
  for (;;) {
    try {
      co_await pull();
    } catch (const std::invalid_argument &e) {
      log(e.what());
    }
  }
}

}  // namespace innocent

// ---------------------------------------------------------------- a token in plain sight

seastar::future<> look();
void report(std::exception_ptr);

class Watch {
public:
  explicit Watch(seastar::abort_source &source) : source_(source) {}
  // The flag is set where nobody fires the token, and the token ends the nap alone.
  seastar::future<> naps() {
    while (onDuty_) {
      try {
        co_await look();
        co_await seastar::sleep_abortable(2s, source_);
      } catch (...) {  // expect: swallowed-cancellation: the loop goes on
        log("not seen");
      }
    }
  }
  seastar::future<> isTold(std::vector<int> rooms) {
    for (int room : rooms) {
      try {
        source_.check();
        co_await look();
      } catch (...) {  // expect: swallowed-cancellation
        report(std::current_exception());
        failed_ += room;
      }
    }
  }
  // Innocent: asks the token itself; passes the error on; does not throw for a stop.
  seastar::future<> asks() {
    while (onDuty_ && !source_.abort_requested()) {
      try {
        co_await seastar::sleep_abortable(2s, source_);
      } catch (...) {
        log("woken");
      }
    }
  }
  seastar::future<> passesOn(std::vector<int> rooms) {
    std::exception_ptr first;
    for (int room : rooms) {
      try {
        source_.check();
        co_await look();
      } catch (...) {
        first = std::current_exception();
        failed_ += room;
      }
    }
    if (first) std::rethrow_exception(first);
  }
  seastar::future<> rethrows(std::vector<int> rooms) {
    for (int room : rooms) {
      try {
        source_.check();
        co_await look();
      } catch (...) {
        report(std::current_exception());
        failed_ += room;
        std::rethrow_exception(std::current_exception());
      }
    }
  }
  seastar::future<> unchecked(std::vector<int> rooms) {
    for (int room : rooms) {
      try {
        co_await look();
      } catch (...) {
        report(std::current_exception());
        failed_ += room;
      }
    }
  }
  void dismiss() { onDuty_ = false; }

private:
  seastar::abort_source &source_;
  bool onDuty_ = true;
  int failed_ = 0;
};
// Innocent: whoever fires the token sets the flag.
class Guard {
public:
  void stop() {
    onDuty_ = false;
    source_.request_abort();
  }
  seastar::future<> naps() {
    while (onDuty_) {
      try {
        co_await seastar::sleep_abortable(2s, source_);
      } catch (...) {
        log("woken");
      }
    }
  }

private:
  seastar::abort_source source_;
  bool onDuty_ = true;
};

// Known misses: an error code that nobody looks at; attempts up to a variable.
asio::awaitable<void> FN_errorCode(asio::steady_timer &timer) {
  for (;;) {
    asio::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    log("tick");
  }
}
asio::awaitable<void> FN_attempts(int most) {
  for (int attempt = 0; attempt < most; ++attempt) {
    try {
      co_await pull();
    } catch (...) {
    }
  }
}

namespace own_timeout {

folly::coro::Task<void> permit(std::chrono::milliseconds timeout);

// It is the wait that gives up in this way, and the next one gets more time.
folly::coro::Task<void> longerEachTime() {
  std::chrono::milliseconds timeout{1};
  while (true) {
    try {
      co_await permit(timeout);
      co_return;
    } catch (const folly::OperationCancelled &) {
      timeout *= 2;
    }
  }
}
folly::coro::Task<void> longerByALambda() {
  std::chrono::milliseconds timeout{1};
  auto longer = [&] { timeout += timeout; };
  while (true) {
    try {
      co_await permit(timeout);
      co_return;
    } catch (const folly::OperationCancelled &) {
      longer();
    }
  }
}
folly::coro::Task<void> neverLonger(std::chrono::milliseconds timeout) {
  int attempts = 0;
  while (true) {
    try {
      co_await permit(timeout);
      co_return;
    } catch (const folly::OperationCancelled &) {  // expect: swallowed-cancellation
      ++attempts;
      log("once more");
    }
  }
}
folly::coro::Task<void> onlyTold(std::chrono::milliseconds timeout) {
  auto tell = [&] { std::printf("%d ms\n", static_cast<int>(timeout.count())); };
  while (true) {
    try {
      co_await permit(timeout);
      co_return;
    } catch (const folly::OperationCancelled &) {  // expect: swallowed-cancellation
      tell();
    }
  }
}
// Whoever catches everything takes also what others cancel.
folly::coro::Task<void> ofAllErrors() {
  std::chrono::milliseconds timeout{1};
  while (true) {
    try {
      co_await permit(timeout);
      co_return;
    } catch (...) {  // expect: swallowed-cancellation
      timeout *= 2;
    }
  }
}

}  // namespace own_timeout
