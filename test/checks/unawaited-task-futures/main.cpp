// RUN: %check %S unawaited-task
// Futures that run by themselves, chained with continuations.
#include <folly/executors/ManualExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <concurrencpp/concurrencpp.h>
#include <folly/coro/Task.h>
#include <seastar/core/future.hh>

#include <semaphore>
#include <utility>
#include <vector>

seastar::future<> send(int);
seastar::future<int> receive();

seastar::future<> chains() {
  return receive().then([](int n) {
    send(n);                               // expect: unawaited-task: 'return' it, so that 'then' waits for it
  });
}

seastar::future<> innocentChains() {
  return receive().then([](int n) { return send(n); }).then([] {
    auto sent = send(2);
    return sent;
  });
}

seastar::future<> keptChain() {
  auto chain = receive().then([](int n) { return send(n); });  // expect: unawaited-task: is kept in 'chain'
  (void)send(2).handle_exception([](auto) {});
  return seastar::make_ready_future<>();
}

seastar::future<> ready() {
  auto done = seastar::make_ready_future<>();
  seastar::make_ready_future<>();
  co_return;
}

seastar::future<> checked() {
  auto sent = send(1);
  if (sent.available()) co_return;
  auto other = send(2);
  while (!other.available()) co_await send(3);
  co_await std::move(sent);
}

seastar::future<> branches(bool quick) {
  if (quick) co_return;
  send(4);                                 // expect: unawaited-task
  auto last = seastar::make_ready_future<>();
  last = send(5);                          // expect: unawaited-task
}

folly::Future<int> fetch();
void folliesChains() {
  fetch().thenValue([](int n) { return n; });  // expect: unawaited-task
  auto kept = fetch();                         // expect: unawaited-task
}
folly::Future<int> innocentFollies() { return fetch().thenValue([](int n) { return n; }); }

folly::coro::Task<int> lazily();
folly::coro::Task<> scheduled() {
  lazily();                                // expect: unawaited-task: its body never runs
  auto future = lazily().semi();           // expect: unawaited-task
  co_await lazily();
}

// The last link handles the error: what is left may be let go.
folly::Future<folly::Unit> closeAll();
void handled() { closeAll().thenError([](int) {}); }
void unhandled() {
  closeAll().thenValue([](folly::Unit) {});  // expect: unawaited-task
}

// What a timer starts: the work is let go by name, and only then. Where the work is done on the spot its error is lost.
folly::SemiFuture<int> rinse();
folly::Executor::KeepAlive<> someExecutor();
void count(int);
void later(folly::SemiFuture<int> work) {
  folly::futures::sleep(5).toUnsafeFuture().thenValue(
      [kept = std::move(work)](auto &&) mutable { folly::futures::detachOn(someExecutor(), std::move(kept)); });
}
void laterOnTheSpot(int n) {
  folly::futures::sleep(5).toUnsafeFuture().thenValue([n](auto &&) { count(n); });  // expect: unawaited-task
  folly::futures::sleep(5);                                                        // expect: unawaited-task
  fetch().thenValue([](int) { folly::futures::detachOn(someExecutor(), rinse()); });  // expect: unawaited-task
}

// A continuation that is given the Try has the error; what it begins itself is new.
void tried() {
  closeAll().thenTry([](folly::Try<folly::Unit> outcome) { return outcome.hasException(); });
  closeAll().thenTry([](folly::Try<folly::Unit>) { return folly::makeFuture<int>(1); });
}
void triedAndBegun() {
  closeAll().thenTry([](folly::Try<folly::Unit>) { return closeAll(); });  // expect: unawaited-task
}

// A chain that begins with a future that is ready is over when the statement is, unless a link begins something.
void inPlace() {
  folly::makeFuture<int>(1).thenValue([](int n) { return n + 1; }).thenValue([](int) {});
  auto kept = folly::makeFuture<int>(2).thenValue([](int n) { return n + 1; });
}
void setAnew(bool more) {
  auto chain = folly::makeFuture<int>(1);
  if (more) chain = std::move(chain).thenValue([](int) { return fetch(); });
  chain = std::move(chain).thenValue([](int n) { return n; });      // expect: unawaited-task
}
void notInPlace(folly::Executor *executor) {
  folly::makeFuture<int>(1).via(executor).thenValue([](int) {});    // expect: unawaited-task
  folly::makeFuture<int>(2).thenValue([](int) { return fetch(); }); // expect: unawaited-task
}
// The continuation gets the error, and runs on the executor that the last link names.
void deferred(folly::SemiFuture<folly::Unit> done, folly::SemiFuture<folly::Unit> other, folly::Executor *executor) {
  std::move(done).defer([](folly::Try<folly::Unit> &&) {}).via(executor);
  std::move(other).deferValue([](folly::Unit) {}).via(executor);    // expect: unawaited-task
}

// The executor is turned by hand, and the function looks at what came of it. Who only hands work over sees nothing.
void turned(int &state) {
  folly::ManualExecutor executor;
  auto begun = folly::coro::co_withExecutor(&executor, lazily()).start();
  executor.drain();
  if (state != 1) throw 1;
}
void handedOver(folly::Executor &executor) {
  auto begun = folly::coro::co_withExecutor(&executor, lazily()).start();  // expect: unawaited-task: is kept in 'begun'
}
void turnedTooEarly() {
  folly::ManualExecutor executor;
  executor.drain();
  auto begun = folly::coro::co_withExecutor(&executor, lazily()).start();  // expect: unawaited-task
}

class Turning {
public:
  folly::Executor *get();
  void step() { executor_.step(); }

private:
  folly::ManualExecutor executor_;
};
void turnedByAMethod() {
  Turning turning;
  auto begun = folly::coro::co_withExecutor(turning.get(), lazily()).start();
  turning.step();
}

// What gives a future that is ready makes no task.
folly::Future<int> answer(bool quick) {
  auto future = folly::makeFuture<int>(quick ? 1 : 2);
  return future;
}
folly::Future<int> perhaps(bool quick) {
  if (quick) return folly::makeFuture<int>(1);
  return fetch();
}
void answered() {
  auto kept = answer(true);
  perhaps(true);                         // expect: unawaited-task
}

// What only gives back what it is given makes no task.
template <class T> std::decay_t<T> copyOf(T &&value) { return static_cast<T &&>(value); }
template <class T> std::decay_t<T> retried(T &&value) {
  fetch();                               // expect: unawaited-task
  return static_cast<T &&>(value);
}
void passedThrough(folly::Future<int> given) {
  copyOf(std::move(given));
  retried(fetch());                      // expect: unawaited-task
}

// Who casts to void means it, also where the error is nobody's.
void FN_castToVoid(int &received) {
  (void)receive().then([&received](int) { ++received; });
}

// What the program drops at nearly every place is dropped on purpose; what it drops now and then is not.
class Channel {
public:
  folly::Future<folly::Unit> close();
  folly::Future<folly::Unit> flush();
  folly::Future<folly::Unit> finish() { return close(); }
  void onError(int) { close(); }
  void onEnd() { close(); }
  void onTimeout() { close(); }
  void onStop() {
    close().thenValue([this](folly::Unit) { onEnd(); });  // expect: unawaited-task
  }
  void onReset() { close(); }
  void onIdle() {
    close();
    flush();                             // expect: unawaited-task
  }
  void onQuit() {
    flush();                             // expect: unawaited-task
    auto flushed = flush();
    flushed.wait();
  }
};

// The function runs the loop, and looks at what the continuation has written.
int lookedAt(folly::EventBase &loop) {
  int seen = 0;
  fetch().thenValue([&seen](int n) { seen = n; });
  loop.loopForever();
  return seen;
}
void notLookedAt(folly::EventBase &loop) {
  fetch().thenValue([&loop](int) { loop.terminateLoopSoon(); });  // expect: unawaited-task
  loop.loopForever();
}

// A hop that is not awaited moves nothing.
concurrencpp::result<void> grind(std::shared_ptr<concurrencpp::thread_executor> mill) {
  concurrencpp::resume_on(mill);  // expect: unawaited-task
  co_await concurrencpp::resume_on(mill);
}

// Kept while the function waits for what the continuation has changed.
int waitedFor() {
  int answer = 0;
  std::binary_semaphore done{0};
  auto hold = fetch().thenValue([&](int n) {
    answer = n;
    done.release();
  });
  auto wait = [&] { done.acquire(); };
  wait();
  return answer;
}
int notWaitedFor() {
  int answer = 0;
  auto hold = fetch().thenValue([&](int n) { answer = n; });  // expect: unawaited-task
  return answer;
}
