// RUN: %check %s unjoined-scope
// Work that is started and not waited for on a path, and twins that join, detach, hand on, or never start any.
#include <asio.hpp>
#include <cppcoro/async_scope.hpp>
#include <exec/task.hpp>
#include <stdexec/execution.hpp>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/executors/GlobalExecutor.h>
#include <seastar/core/seastar.hh>

#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

using folly::coro::AsyncScope;
using folly::coro::Task;

Task<void> step();
Task<bool> check();
auto onPool(Task<void> task) { return folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), std::move(task)); }
bool prepare();
void work();
void mayThrow(int n) {
  if (n < 0) throw std::invalid_argument("negative");
}

namespace scopes {

Task<int> earlyReturn(bool wanted) {
  AsyncScope scope;  // expect: unjoined-scope: joinAsync
  scope.add(onPool(step()));
  if (!wanted) co_return 0;
  co_await scope.joinAsync();
  co_return 1;
}
Task<void> throws() {
  AsyncScope scope;  // expect: unjoined-scope
  scope.add(onPool(step()));
  if (!co_await check()) throw std::runtime_error("no disk");
  co_await scope.joinAsync();
}
Task<void> throwsBelow(int n) {
  AsyncScope scope;  // expect: unjoined-scope
  scope.add(onPool(step()));
  mayThrow(n);
  co_await scope.joinAsync();
}
Task<void> never() {
  AsyncScope scope;  // expect: unjoined-scope
  scope.add(onPool(step()));
  co_return;
}
Task<void> inALoop(std::vector<int> items) {
  AsyncScope scope;  // expect: unjoined-scope
  for (int item : items) {
    if (item < 0) co_return;
    scope.add(onPool(step()));
  }
  co_await scope.joinAsync();
}
Task<void> handlerReturns() {
  AsyncScope scope;  // expect: unjoined-scope
  scope.add(onPool(step()));
  try {
    co_await step();
  } catch (const std::exception &) {
    co_return;
  }
  co_await scope.joinAsync();
}
void addTo(AsyncScope &scope) { scope.add(onPool(step())); }
Task<void> throughAFunction(bool wanted) {
  AsyncScope scope;  // expect: unjoined-scope
  addTo(scope);
  if (!wanted) co_return;
  co_await scope.joinAsync();
}
Task<void> throughALambda(bool wanted) {
  AsyncScope scope;  // expect: unjoined-scope
  auto add = [&scope] { scope.add(onPool(step())); };
  scope.add(onPool(step()));
  if (!wanted) co_return;
  add();
  co_await scope.joinAsync();
}
auto lambda = [](bool wanted) -> Task<void> {
  AsyncScope scope;  // expect: unjoined-scope
  scope.add(onPool(step()));
  if (wanted) co_await scope.joinAsync();
};
template <class Start> Task<void> inATemplate(Start start) {
  AsyncScope scope;  // expect: unjoined-scope
  scope.add(onPool(start()));
  if (!co_await check()) co_return;
  co_await scope.joinAsync();
}
void instantiate() { (void)inATemplate(step); }
#define ADD(scope) (scope).add(onPool(step()))
Task<void> byMacro(bool wanted) {
  AsyncScope scope;  // expect: unjoined-scope
  ADD(scope);
  if (!wanted) co_return;
  co_await scope.joinAsync();
}
cppcoro::task<> ofCppcoro(bool wanted, cppcoro::task<> (*job)()) {
  cppcoro::async_scope scope;  // expect: unjoined-scope: 'scope.join()'
  scope.spawn(job());
  if (!wanted) co_return;
  co_await scope.join();
}

seastar::future<> press(int);
seastar::future<bool> left();
seastar::future<> ofSeastar(std::vector<int> sheets) {
  seastar::gate running;  // expect: unjoined-scope: 'running.close()'
  for (int sheet : sheets) (void)seastar::with_gate(running, [sheet] { return press(sheet); });
  if (!co_await left()) co_return;
  co_await running.close();
}
seastar::future<> awaitedInTheGate(int sheet) {
  seastar::gate running;
  co_await seastar::with_gate(running, [sheet] { return press(sheet); });
}

class Owner {
public:
  void start() {
    scope_.add(onPool(step()));  // expect: unjoined-scope: nothing joins it
  }

private:
  AsyncScope scope_;
};

Task<void> joined(bool wanted) {
  AsyncScope scope;
  scope.add(onPool(step()));
  if (wanted) co_await step();
  co_await scope.joinAsync();
}
Task<int> joinedOnEachPath(bool wanted) {
  AsyncScope scope;
  scope.add(onPool(step()));
  if (!wanted) {
    co_await scope.joinAsync();
    co_return 0;
  }
  co_await scope.joinAsync();
  co_return 1;
}
Task<void> emptyOnThatPath(bool wanted) {
  AsyncScope scope;
  if (!wanted) co_return;
  scope.add(onPool(step()));
  co_await scope.joinAsync();
}
Task<void> caught() {
  AsyncScope scope;
  std::exception_ptr failure;
  try {
    scope.add(onPool(step()));
    if (!prepare()) throw std::runtime_error("no disk");
  } catch (...) {
    failure = std::current_exception();
  }
  co_await scope.joinAsync();
}
Task<void> close(AsyncScope &scope) { co_await scope.joinAsync(); }
Task<void> joinedByAnother() {
  AsyncScope scope;
  scope.add(onPool(step()));
  co_await close(scope);
}
Task<void> workers(AsyncScope &scope);
Task<void> handedToUnknown(bool wanted) {
  AsyncScope scope;
  scope.add(onPool(workers(scope)));
  if (!wanted) co_return;
  co_await scope.joinAsync();
}
Task<void> endsTheProgram(bool wanted) {
  AsyncScope scope;
  scope.add(onPool(step()));
  if (!wanted) std::abort();
  co_await scope.joinAsync();
}

class Joined {
public:
  void start() { scope_.add(onPool(step())); }
  Task<void> stop() { co_await scope_.joinAsync(); }

private:
  AsyncScope scope_;
};
class Hidden {
public:
  ~Hidden();
  void start() { scope_.add(onPool(step())); }

private:
  AsyncScope scope_;
};

}  // namespace scopes

namespace threads {

bool earlyReturn() {
  std::thread worker(work);  // expect: unjoined-scope: 'worker.join()'
  if (!prepare()) return false;
  worker.join();
  return true;
}
void throws() {
  std::thread worker([] { work(); });  // expect: unjoined-scope
  if (!prepare()) throw std::runtime_error("not ready");
  worker.join();
}
void started() {
  std::thread worker;  // expect: unjoined-scope
  worker = std::thread(work);
  if (prepare()) worker.join();
}
void several(int n) {
  std::vector<std::thread> workers;  // expect: unjoined-scope
  for (int i = 0; i < n; ++i) workers.emplace_back(work);
  if (!prepare()) return;
  for (std::thread &worker : workers) worker.join();
}
void handlerReturns() {
  std::thread worker(work);  // expect: unjoined-scope
  try {
    prepare();
  } catch (...) {
    return;
  }
  worker.join();
}
class Owner {
public:
  Owner() : thread_(work) {}
  void start() {
    second_ = std::thread(work);  // expect: unjoined-scope
  }
  ~Owner() { thread_.join(); }

private:
  std::thread thread_, second_;
};

void joined() {
  std::thread worker(work);
  prepare();
  worker.join();
}
void detached() {
  std::thread worker(work);
  if (!prepare()) return worker.detach();
  worker.join();
}
void asked() {
  std::thread worker;
  if (prepare()) worker = std::thread(work);
  if (worker.joinable()) worker.join();
}
void sameQuestion(bool parallel) {
  std::thread worker;
  if (parallel) worker = std::thread(work);
  work();
  if (parallel) worker.join();
}
std::thread returned() {
  std::thread worker(work);
  return worker;
}
void keep(std::thread);
void moved() {
  std::thread worker(work);
  keep(std::move(worker));
}
struct Guard {
  explicit Guard(std::thread &t) : thread(t) {}
  ~Guard() { thread.join(); }
  std::thread &thread;
};
bool guarded() {
  std::thread worker(work);
  Guard guard(worker);
  return prepare();
}
bool joinedByALambda() {
  std::thread worker(work);
  auto finish = [&] { worker.join(); };
  if (!prepare()) {
    finish();
    return false;
  }
  finish();
  return true;
}
void allJoined(unsigned n) {
  std::vector<std::thread> workers;
  workers.reserve(n);
  for (unsigned i = 0; i < n; ++i) workers.emplace_back(work);
  for (unsigned i = 0; i < n; ++i) workers[i].join();
}
void movedIntoAContainer(std::vector<std::thread> &all) {
  std::thread worker(work);
  all.push_back(std::move(worker));
}
void startedByALambda(bool wanted, void (*later)(std::function<void()>)) {
  std::thread worker;
  later([&] {
    if (wanted) worker = std::thread(work);
  });
  if (wanted) worker.join();
}
void notStarted() {
  std::thread worker;
  if (!prepare()) return;
  worker = std::thread(work);
  worker.join();
}
void itJoinsItself() {
  std::jthread worker(work);
  if (!prepare()) return;
  work();
}
class Pool {
public:
  void start() {
    for (int i = 0; i < 4; ++i) threads_.emplace_back(work);
  }
  ~Pool() {
    for (auto &thread : threads_) thread.join();
  }

private:
  std::vector<std::thread> threads_;
};

// Waiting for a task throws its error.
Task<void> loads() {
  prepare();
  throw std::runtime_error("not there");
  co_return;
}
void waitsForATask() {
  std::thread worker(work);  // expect: unjoined-scope
  folly::coro::blockingWait(loads());
  worker.join();
}
void innocentlyCaught() {
  std::thread worker(work);
  try {
    folly::coro::blockingWait(loads());
  } catch (const std::exception &) {
  }
  worker.join();
}

// Known misses: a task of which nothing is seen; an array of threads; a thread behind a pointer.
void FN_unseenTask() {
  std::thread worker(work);
  folly::coro::blockingWait(step());
  worker.join();
}
void FN_array() {
  std::thread workers[2] = {std::thread(work), std::thread(work)};
  if (!prepare()) return;
  for (auto &worker : workers) worker.join();
}
void FN_pointer() {
  auto worker = std::make_unique<std::thread>(work);
  if (!prepare()) return;
  worker->join();
}

}  // namespace threads

// Who turns the scheduler by hand has the work done when that returns, and `just` runs where it is started.
struct Clock {
  struct Scheduler {};
  Scheduler scheduler();
  void next();
};
void settle();
void turnedByHand() {
  Clock clock;
  exec::async_scope scope;
  scope.spawn(stdexec::starts_on(clock.scheduler(), stdexec::just() | stdexec::then([] { settle(); })));
  clock.next();
}
void runsAtOnce() {
  exec::async_scope scope;
  scope.spawn(stdexec::just() | stdexec::then([] { settle(); }));
}
void ofASender(Clock &clock) {
  exec::async_scope scope;  // expect: unjoined-scope: its destructor ends the program
  scope.spawn(stdexec::starts_on(clock.scheduler(), stdexec::just() | stdexec::then([] { settle(); })));
}

namespace testing {
struct Test {};
}
namespace testing::internal {
struct DeathTest { static bool Create(const char *statement, DeathTest **test); };
}

namespace death_tests {

#define EXPECT_DEATH(statement) \
  do { testing::internal::DeathTest *test; if (testing::internal::DeathTest::Create(#statement, &test)) { statement; } } while (false)

// Called in death tests only: that it dies is what is tested.
Task<void> dies() {
  AsyncScope scope;
  scope.add(onPool(step()));
  co_return;
}
Task<void> diesElsewhere() {
  AsyncScope scope;  // expect: unjoined-scope
  scope.add(onPool(step()));
  co_return;
}
void begin(Task<void>);
void tested() {
  EXPECT_DEATH(begin(dies()));
  EXPECT_DEATH(begin(diesElsewhere()));
}
void used() { begin(diesElsewhere()); }

}  // namespace death_tests

// What an exception of something else ends is a failed test, or the program, joined or not.
struct Lines : testing::Test {
  void TestBody() {
    std::thread worker(work);
    mayThrow(1);
    worker.join();
  }
  void leavesEarly() {
    std::thread worker(work);  // expect: unjoined-scope
    if (!prepare()) return;
    worker.join();
  }
};
void helper(int count) {
  std::thread worker(work);  // expect: unjoined-scope
  mayThrow(count);
  worker.join();
}
void assert_equal(int a, int b) {
  if (a != b) throw std::logic_error("differ");
}
void testOfTheProjectsOwn(int count) {  // what leaves without a join is a test that has failed
  std::thread worker(work);
  assert_equal(count, 3);
  worker.join();
}
int main(int count, char **) {
  std::thread worker(work);
  mayThrow(count);
  worker.join();
  std::thread other(work);  // expect: unjoined-scope
  mayThrow(count);
  if (!prepare()) return 1;
  other.join();
}

// Tests of a harness of the project's own: what leaves them has failed the test.
namespace own_harness {

struct Mill {
  bool waitForFlour();
  int sacks() const;
};
void assert_true(bool value);
void assert_equal(int a, int b);
void log_true(bool value);

void testGrinds(Mill &mill) {
  std::thread feeder([&mill] { mill.sacks(); });
  assert_true(mill.waitForFlour());
  assert_equal(mill.sacks(), 3);
  feeder.join();
}
void grinds(Mill &mill) {
  std::thread feeder([&mill] { mill.sacks(); });  // expect: unjoined-scope
  log_true(mill.waitForFlour());
  if (mill.sacks() > 3) throw 1;
  feeder.join();
}

}  // namespace own_harness
