// RUN: %check %s unawaited-task
// Every way to lose a task, each with its innocent twin.
#include <task.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

home::task<int> load(int);
home::task<> store(int);
home::job<> ping(int);
home::flow announce(int);
void log(const char *);

// --- dropped where it is made
home::task<> statements(bool urgent) {
  store(1);                               // expect: unawaited-task: the task of 'store' is dropped: its body never runs
  (void)store(2);                         // expect: unawaited-task: is cast to void
  static_cast<void>(store(3));            // expect: unawaited-task
  std::ignore = store(4);                 // expect: unawaited-task: std::ignore
  urgent ? store(5)                       // expect: unawaited-task
         : store(6);                      // expect: unawaited-task
  if (urgent) store(7);                   // expect: unawaited-task
  store(8), log("stored");                // expect: unawaited-task
  for (int i = 0; i < 3; store(i)) ++i;   // expect: unawaited-task
  ping(1);                                // expect: unawaited-task: nobody waits for it and its error is lost
  co_await store(9);
}

home::task<> innocentStatements(bool urgent) {
  co_await store(1);
  (void)co_await load(2);
  std::ignore = co_await load(4);
  urgent ? co_await store(5) : co_await store(6);
  if (urgent) co_await store(7);
  announce(1);      // made to be dropped
  (void)ping(1);    // runs already, and is left to itself on purpose
}

// --- kept in a variable
home::task<> kept() {
  auto task = store(1);                   // expect: unawaited-task: the task of 'store' is kept in 'task' and never awaited
  [[maybe_unused]] auto other = load(2);  // expect: unawaited-task
  home::task<int> typed = load(3);        // expect: unawaited-task
  auto &&bound = load(4);                 // expect: unawaited-task
  const auto running = ping(5);           // expect: unawaited-task
  (void)task;
  co_return;
}

home::task<int> innocentKept(bool fast) {
  auto task = store(1);
  co_await task;
  auto one = load(1), two = load(2);
  if (fast) co_return co_await std::move(one) + co_await std::move(two);
  co_return co_await two - co_await one;
}

home::task<int> handedOn() { return load(1); }
home::task<int> handedOnLater() {
  auto task = load(1);
  log("made");
  return task;
}

home::task<> moved() {
  auto first = store(1);                  // expect: unawaited-task
  auto second = std::move(first);
  co_return;
}

home::task<> movedAndAwaited() {
  auto first = store(1);
  auto second = std::move(first);
  co_await second;
}

// --- collected
home::task<> collected(std::vector<int> keys) {
  std::vector<home::task<>> tasks;
  tasks.reserve(keys.size());
  for (int key : keys) tasks.push_back(store(key));  // expect: unawaited-task: is collected in 'tasks', which nobody awaits
  if (tasks.size() > 10) log("many");
  co_return;
}

home::task<> collectedAndAwaited(std::vector<int> keys) {
  std::vector<home::task<>> tasks;
  for (int key : keys) tasks.emplace_back(store(key));
  for (auto &task : tasks) co_await task;
}

void start(std::vector<home::task<>> tasks);
void collectedAndGiven(std::vector<int> keys) {
  std::vector<home::task<>> tasks;
  for (int key : keys) tasks.push_back(store(key));
  start(std::move(tasks));
}

std::vector<home::task<>> collectedAndReturned() {
  std::vector<home::task<>> tasks;
  tasks.push_back(store(1));
  return tasks;
}

home::task<> optional(bool wanted) {
  std::optional<home::task<>> task;
  if (wanted) task.emplace(store(1));     // expect: unawaited-task
  co_return;
}

home::task<> optionalAwaited(bool wanted) {
  std::optional<home::task<>> task;
  if (wanted) task = store(1);
  if (task) co_await *task;
}

// --- through functions and members
void forget(home::task<>) {}
void look(const home::task<> &) {}
void run(home::task<> task);
home::task<> wrap(home::task<> inner) { co_await inner; }

void passed() {
  forget(store(1));                       // expect: unawaited-task: is given to 'forget', which does nothing with it
  auto task = store(2);                   // expect: unawaited-task
  look(task);
  run(store(3));
  wrap(store(4));                         // expect: unawaited-task: the task of 'wrap'
}

class Service {
public:
  void start() {
    pending_ = store(1);
    all_.push_back(store(2));             // expect: unawaited-task: the member 'all_', which nobody
    callback_ = [task = std::make_shared<home::task<>>(store(3))] {};
  }
  home::task<> flush() {
    save();                               // expect: unawaited-task
    this->save();                         // expect: unawaited-task
    co_await save();
    co_await pending_;
  }

private:
  home::task<> save();
  home::task<> pending_ = store(0);
  std::vector<home::task<>> all_;
  std::function<void()> callback_;
};

// --- in lambdas and templates, and by macro
#define FIRE(call) call

home::task<> inLambdas() {
  auto plain = [] { store(1); };          // expect: unawaited-task
  auto generic = [](auto key) -> home::task<> {
    store(2);                             // expect: unawaited-task
    co_await store(key);
  };
  plain();
  FIRE(store(3));                         // expect: unawaited-task
  co_await generic(1);
}

template <class T>
home::task<> neverInstantiated(T value) {
  auto kept = store(1);                   // expect: unawaited-task
  store(2);                               // expect: unawaited-task
  value.save();
  co_return;
}

template <class T>
home::task<> instantiated(T value) {
  store(value);                           // expect: unawaited-task
  co_await store(value);
}
home::task<> useIt() { co_await instantiated(1); }

home::task<home::task<>> nested();
home::task<> awaitedOnce() {
  co_await nested();                      // expect: unawaited-task: that this 'co_await' gives
  co_await co_await nested();
}

// --- awaiters
home::task<> waiting() {
  home::after(std::chrono::milliseconds(5));  // expect: unawaited-task: nothing happens until it is awaited
  co_await home::after(std::chrono::milliseconds(5));
}

// --- awaited in a handler, or by whoever joins in the end
struct Joiner {
  home::job<> &job;
  ~Joiner();
};

home::task<> innocentEnds(bool quiet) {
  auto job = ping(1);
  Joiner joiner{job};
  auto report = store(1);
  bool failed = false;
  try {
    if (!quiet) throw std::runtime_error("loud");
  } catch (const std::exception &) {
    failed = true;
  }
  if (failed) log("failed");
  co_await report;
}

// A test that the call throws.
#define EXPECT_THROW(call) try { (void)call; log("no exception"); } catch (const std::exception &) {}
template <class F>
void assertThrows(F f) {
  try {
    f();
  } catch (const std::runtime_error &) {
    return;
  }
  log("no exception");
}
template <class F>
void guarded(F f) {
  try {
    f();
  } catch (const std::runtime_error &) {
    log("failed");
  }
}
void expectations() {
  EXPECT_THROW(store(-1))
  assertThrows([] { store(-1); });
  guarded([] { store(1); });              // expect: unawaited-task
}

// A test of the type itself looks at the task, and leaves it at that.
template <class T> bool present(const T &task) { return sizeof task > 0; }
void assertTrue(bool);
void looking() {
  auto task = store(1);                   // expect: unawaited-task
  assertTrue(present(task));
}

// The parameter may be awaited by who overrides this.
struct Sink {
  virtual void take(home::task<>) {}
};
void toAnOverrider(Sink &sink) { sink.take(store(1)); }

// What a reference stands for has the task: an element, a list of somebody else.
struct Batch { std::vector<home::task<>> tasks; };
void startAll(home::task<> *first, int count);
void throughReferences(Batch &batch) {
  home::task<> slots[] = {store(1), store(2)};
  for (auto &slot : slots) slot = store(3);
  startAll(slots, 2);
  auto &tasks = batch.tasks;
  tasks.push_back(store(4));
}

// A pair of braces around one variable, to see it die.
int alive();
void diesOnPurpose() {
  {
    auto task = store(1);
    assertTrue(alive() == 1);
  }
  do assertTrue(alive() == 0);
  while (false);
}
void diesWithAnother() {
  {
    std::vector<int> numbers(3);
    auto task = store(1);           // expect: unawaited-task
    assertTrue(numbers.size() == 3);
  }
  assertTrue(alive() == 0);
}
void diesInABranch(bool wanted) {
  if (wanted) {
    auto task = store(1);           // expect: unawaited-task
    assertTrue(alive() == 1);
  }
  assertTrue(alive() == 0);
}

// A lazy task that another type stands for once it was begun.
struct [[nodiscard]] Started {
  struct promise_type : home::task<>::promise_type {};
  Started(Started &&) noexcept;
  ~Started();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct [[nodiscard]] Startable {
  struct promise_type : Started::promise_type { Startable get_return_object(); };
  Startable(Startable &&) noexcept;
  ~Startable();
  Started start() &&;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Startable work();
void innocentStarts() {
  (void)work().start();
  auto running = work().start();
  log("running");
}
void neverStarted() {
  auto waiting = work();            // expect: unawaited-task: its body never runs
  log("waiting");
}

// Known miss: a closure that holds the task, and is never called.
home::task<> FN_inAClosure() {
  auto keep = [task = store(1)] {};
  co_return;
}

// --- kept in a member that nobody looks at
class Uploader {
public:
  void add() { pending_ = store(1); }             // expect: unawaited-task: goes into the member 'pending_'
  void addAgain() { last_ = store(2); }           // expect: unawaited-task: its body never runs
  void addToAll() { all_.push_back(store(3)); }   // expect: unawaited-task: the member 'all_'
  void addOnTheHeap() {
    heap_ = std::make_unique<home::task<>>(store(4));  // expect: unawaited-task: the member 'heap_'
  }
  void drop() {
    all_.clear();
    heap_.reset();
  }

private:
  home::task<> pending_, last_;
  std::vector<home::task<>> all_;
  std::unique_ptr<home::task<>> heap_;
};
class Downloader {
public:
  void add() { pending_ = store(1); }
  home::task<> wait() { co_await std::move(pending_); }
  void addToAll() { all_.push_back(store(3)); }
  home::task<> waitForAll() {
    for (auto &one : all_) co_await std::move(one);
  }
  void addForOthers() { lent = store(5); }
  void addEager() { running_ = ping(1); }
  home::task<> lent;

private:
  home::task<> pending_;
  std::vector<home::task<>> all_;
  home::job<> running_;
};
home::task<> lentTask(Downloader &from) { co_await std::move(from.lent); }

// --- made by an algorithm, one for each element
namespace rows {

home::task<> all(std::vector<home::task<>> tasks);

home::task<std::size_t> counted(std::vector<int> seeds) {
  std::vector<home::task<>> tasks;
  std::transform(seeds.begin(), seeds.end(), std::back_inserter(tasks), [](int seed) { return store(seed); });  // expect: unawaited-task
  co_return tasks.size();
}
home::task<> gathered(std::vector<int> seeds) {
  std::vector<home::task<>> tasks;
  std::transform(seeds.begin(), seeds.end(), std::back_inserter(tasks), [](int seed) { return store(seed); });
  co_await all(std::move(tasks));
}
home::task<> eachAwaited(std::vector<int> seeds) {
  std::vector<home::task<>> tasks;
  std::transform(seeds.begin(), seeds.end(), std::back_inserter(tasks), [](int seed) { return store(seed); });
  for (auto &task : tasks) co_await task;
}
std::vector<home::task<>> returned(std::vector<int> seeds) {
  std::vector<home::task<>> tasks;
  std::transform(seeds.begin(), seeds.end(), std::back_inserter(tasks), [](int seed) { return store(seed); });
  return tasks;
}
std::size_t numbers(std::vector<int> seeds) {
  std::vector<int> doubled;
  std::transform(seeds.begin(), seeds.end(), std::back_inserter(doubled), [](int seed) { return 2 * seed; });
  return doubled.size();
}

}  // namespace rows
