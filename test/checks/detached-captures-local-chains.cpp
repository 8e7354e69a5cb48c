// RUN: %check %s detached-captures-local
// Chains of futures that nobody waits for: some are over before their function is.
#include <exec/task.hpp>
#include <folly/Executor.h>
#include <folly/executors/ManualExecutor.h>
#include <folly/fibers/FiberManager.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <seastar/core/future.hh>
#include <stdexec/execution.hpp>

#include <chrono>
#include <latch>
#include <memory>
#include <utility>
#include <vector>

namespace folly {
template <typename Parts> Future<std::vector<Try<int>>> collectAll(Parts &&parts);
}
folly::Future<int> load(int id);
void show(int);

namespace ready {

int atOnce() {
  int seen = 0;
  folly::makeFuture(1).thenValue([&seen](int n) { seen = n; });
  return seen;
}
int afterAValue() {
  int seen = 0;
  folly::makeFuture(1).thenValue([](int n) { return n + 1; }).thenValue([&seen](int n) { seen = n; });
  return seen;
}
int afterAReadyFuture() {
  int seen = 0;
  folly::makeFuture(1)
      .thenValue([](int n) { return folly::makeFuture(n + 1); })
      .thenValue([&seen](int n) { seen = n; });
  return seen;
}
int inAVariable() {
  int seen = 0;
  auto first = folly::makeFuture(1);
  auto all = std::move(first).thenValue([&seen](int n) { seen = n; });
  return seen;
}
int afterAPendingOne() {
  int seen = 0;
  folly::makeFuture(1)
      .thenValue([](int n) { return load(n); })
      .thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local: refers to 'seen'
  return seen;
}
int onAnotherThread(folly::Executor::KeepAlive<> pool) {
  int seen = 0;
  folly::makeFuture(1).via(pool).thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  return seen;
}
bool errorAtOnce() {
  bool seen = false;
  auto all = folly::makeFuture(1).thenValue([](int n) { return n + 1; }).thenError([&seen](auto &&) { seen = true; });
  return seen;
}
bool errorLater() {
  bool seen = false;
  auto all = load(1).thenError([&seen](auto &&) { seen = true; });  // expect: detached-captures-local
  return seen;
}
// Seastar may put a continuation of a ready future off all the same.
int FN_mayBePutOff() {
  int seen = 0;
  (void)seastar::make_ready_future<int>(1).then([&seen](int n) { seen = n; });
  return seen;
}
int pending() {
  int seen = 0;
  load(1).thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  return seen;
}

}  // namespace ready

namespace promises {

void ofThisFunction() {
  int seen = 0;
  folly::Promise<int> promise;
  promise.getFuture().thenValue([&seen](int n) { seen = n; });
  promise.setValue(1);
  show(seen);
}
void inSomeTime() {
  int seen = 0;
  {
    folly::Promise<int> promise;
    promise.getFuture().within(std::chrono::seconds(1)).thenValue([&seen](int n) { seen = n; });
    promise.setValue(1);
  }
  show(seen);
}
void ofAnotherInSomeTime(folly::Promise<int> &promise) {
  int seen = 0;
  promise.getFuture()
      .within(std::chrono::seconds(1))
      .thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
}
void thatLivesLonger() {
  folly::Promise<int> promise;
  {
    int seen = 0;
    promise.getFuture().thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  }
  promise.setValue(1);
}
void thatIsGivenAway(std::vector<folly::Promise<int>> &waiting) {
  int seen = 0;
  folly::Promise<int> promise;
  promise.getFuture().thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  waiting.push_back(std::move(promise));
}
void ofAnother(folly::Promise<int> &promise) {
  int seen = 0;
  promise.getFuture().thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
}

}  // namespace promises

namespace back_when_done {

int waited(folly::EventBase &loop) {
  int seen = 0;
  loop.runInEventBaseThreadAndWait([&seen] { seen = 1; });
  return seen;
}
int atOnceOrWaited(folly::EventBase &loop) {
  int seen = 0;
  loop.runImmediatelyOrRunInEventBaseThreadAndWait([&seen] { seen = 1; });
  return seen;
}
int notWaited(folly::EventBase &loop) {
  int seen = 0;
  loop.runInEventBaseThread([&seen] { seen = 1; });  // expect: detached-captures-local
  return seen;
}

}  // namespace back_when_done

namespace shared {

// The caller gets the future, and the object is his as well.
class Session : public std::enable_shared_from_this<Session> {
public:
  folly::Future<int> returned(int id) {
    return load(id).thenValue([this](int n) { return total_ += n; });
  }
  folly::Future<int> inALink(int id) {
    return load(id).thenValue([this](int n) { return load(n).thenValue([this](int m) { return total_ += m; }); });
  }
  void dropped(int id) {
    load(id).thenValue([this](int n) { total_ += n; });  // expect: detached-captures-local: lives only as long as shared pointers to it
  }
  void kept(int id) {
    load(id).thenValue([this, self = shared_from_this()](int n) { total_ += n; });
  }

private:
  int total_ = 0;
};

}  // namespace shared

namespace in_place {

void mark(bool &);

// Pieces that run where they are started are done when `start_detached` is; a scheduler takes them elsewhere.
bool justHere() {
  bool called = false;
  exec::start_detached(stdexec::just() | stdexec::then([&] { mark(called); }));
  return called;
}
bool elsewhere(exec::static_thread_pool &pool) {
  bool called = false;
  exec::start_detached(stdexec::schedule(pool.get_scheduler()) | stdexec::then([&] { mark(called); }));  // expect: detached-captures-local
  return called;
}

}  // namespace in_place

namespace runs_itself {

// What runs the work is there as long as it runs any. Other locals may be gone by then.
void fibers() {
  int left = 2;
  folly::fibers::FiberManager manager;
  manager.addTask([&manager] { manager.addTask([] {}); });
  manager.addTask([&left] { --left; });  // expect: detached-captures-local
}

}  // namespace runs_itself

namespace assertions {

bool holds(int);
void report();
#define ASSERT_HOLDS(value) if (holds(value)) ; else return report()

// The way around the wait is that of a test that has failed.
void asserted() {
  int seen = 0;
  auto future = load(1).thenValue([&seen](int n) { seen = n; });
  ASSERT_HOLDS(2);
  future.wait();
}
void returned() {
  int seen = 0;
  auto future = load(1).thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  if (!holds(2)) return;
  future.wait();
}

}  // namespace assertions

namespace seastar {
template <class T, class F> auto do_with(T &&value, F &&f) { return f(value); }
}  // namespace seastar

namespace outer {

seastar::future<> read(int version, int &into);
using Count = int;

seastar::future<> byReference(int version) {
  return seastar::do_with(Count(), [&](Count &count) {
    return read(version, count).then([&] { return read(version, count); });  // expect: detached-captures-local: refers to 'version', of 'byReference', which returns first
  });
}
seastar::future<> oneMoreBetween(int version) {
  return seastar::do_with(Count(), [&](Count &count) {
    return seastar::do_with(Count(), [&](Count &other) {
      return read(version, other).then([&] { return read(version, count); });  // expect: detached-captures-local: of 'oneMoreBetween'
    });
  });
}
seastar::future<> byValue(int version) {
  return seastar::do_with(Count(), [&](Count &count) {
    return read(version, count).then([&count, version] { return read(version, count); });
  });
}
seastar::future<> usedBefore(int version) {
  return seastar::do_with(Count(), [&](Count &count) {
    count = version;
    return read(version, count).then([&count] { return read(1, count); });
  });
}
seastar::future<> ofTheCaller(int &version) {
  return seastar::do_with(Count(), [&](Count &count) {
    return read(version, count).then([&] { return read(version, count); });
  });
}
// The fiber waits for it.
void waits(int version) {
  seastar::do_with(Count(), [&](Count &count) {
    return read(version, count).then([&] { return read(version, count); });
  }).get();
}

}  // namespace outer

// A test completes its own promises, and the chain is over then; elsewhere an executor may be in between.
folly::Future<int> first(folly::Future<int> one, folly::Future<int> other);
static void CATCH2_INTERNAL_TEST_0() {
  folly::Promise<int> one, other;
  int seen = 0;
  first(one.getFuture(), other.getFuture()).thenValue([&seen](int n) { seen = n; });
  one.setValue(3);
  if (seen != 3) throw seen;
}
static void CATCH2_INTERNAL_TEST_1() {
  int seen = 0;
  first(load(1), load(2)).thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
}
void notInATest() {
  folly::Promise<int> one, other;
  int seen = 0;
  first(one.getFuture(), other.getFuture()).thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  one.setValue(3);
}

namespace ready_parts {

void shown(std::size_t n);

void allReady() {
  std::vector<folly::Future<int>> parts;
  for (int i = 0; i < 3; ++i) parts.push_back(folly::makeFuture(i));
  folly::collectAll(parts).thenValue([&](auto &&) { shown(parts.size()); });
}
void onePending(folly::Promise<int> &promise) {
  std::vector<folly::Future<int>> parts;
  parts.push_back(folly::makeFuture(1));
  parts.push_back(promise.getFuture());
  folly::collectAll(parts).thenValue([&](auto &&) { shown(parts.size()); });  // expect: detached-captures-local
}

}  // namespace ready_parts

namespace turned {

int byHand() {
  folly::ManualExecutor executor;
  int count = 0;
  folly::Future<folly::Unit> kept = folly::via(&executor, [&] { ++count; });
  executor.run();
  return count;
}
int byNobody(folly::ManualExecutor &executor) {
  int count = 0;
  folly::Future<folly::Unit> kept = folly::via(&executor, [&] { ++count; });  // expect: detached-captures-local
  return count;
}

}  // namespace turned

namespace told {

int waitedFor(folly::Executor &executor) {
  std::latch told(1);
  int count = 0;
  folly::Future<folly::Unit> kept = folly::via(&executor, [&] {
    ++count;
    told.count_down();
  });
  told.wait();
  return count;
}
int waitedForAnother(folly::Executor &executor, std::latch &other) {
  std::latch told(1);
  int count = 0;
  folly::Future<folly::Unit> kept = folly::via(&executor, [&] {  // expect: detached-captures-local
    ++count;
    told.count_down();
  });
  other.wait();
  return count;
}

}  // namespace told

// Deferred work is run by who asks for its result, and by nobody where that is dropped.
namespace deferred {

folly::SemiFuture<folly::Unit> ready();
template <class F> auto later(F &&f) {
  return ready().deferValue([f = std::forward<F>(f)](auto) mutable { return f(); });
}

bool dropped() {
  bool called = false;
  auto never = later([&] { return called = true; });
  return called;
}
bool asked(bool now) {
  bool called = false;
  auto soon = later([&] { return called = true; });
  return now && std::move(soon).get();
}
folly::SemiFuture<bool> givenAway() {
  bool called = false;
  return later([&] { return called = true; });  // expect: detached-captures-local
}
folly::Future<bool> onAnExecutor(folly::Executor::KeepAlive<> executor) {
  bool called = false;
  auto soon = ready().deferValue([&](auto) { return called = true; });  // expect: detached-captures-local
  return std::move(soon).via(executor);
}

}  // namespace deferred
