// RUN: %check %s lock-across-suspension
// A lock that keeps a thread, held at a suspension: every way to take one, every way to give it back, and what only looks
// like one.
#include <folly/Synchronized.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <pthread.h>
#include <task.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using home::after;

std::mutex m, other;
std::shared_mutex table;
int value;

namespace guards {

home::task<> deduced() {
  std::lock_guard guard(m);
  co_await after(1ms);  // expect: lock-across-suspension: 'm' stays locked over this co_await
}
home::task<> spelled() {
  std::lock_guard<std::mutex> guard(m);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> withAuto() {
  auto guard = std::unique_lock(m);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> shared() {
  std::shared_lock guard(table);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> several() {
  std::scoped_lock both(m, other);
  co_await after(1ms);  // expect: lock-across-suspension: 'm' and 'other'
}
home::task<> inAnInitialiser() {
  std::scoped_lock guard(m);
  int got = 0;
  auto read = []() -> home::task<int> { co_return 1; };
  if (int now = co_await read()) got = now;  // expect: lock-across-suspension
  value = got;
}
home::task<> eachOne() {
  std::lock_guard guard(m);
  co_await after(1ms);  // expect: lock-across-suspension
  co_await after(2ms);  // expect: lock-across-suspension
}
home::task<> scopedAway() {
  {
    std::lock_guard guard(m);
    ++value;
  }
  co_await after(1ms);
}
home::task<> inTheIf() {
  if (std::lock_guard guard(m); value > 0) ++value;
  co_await after(1ms);
}
home::task<> oneExpression() {
  std::lock_guard(m), ++value;
  co_await after(1ms);
}
home::task<> neverSuspends() {
  std::lock_guard guard(m);
  co_await std::suspend_never{};
}
home::generator<int> yielded() {
  std::lock_guard guard(m);
  co_yield value;  // expect: lock-across-suspension: this co_yield
}
home::generator<int> yieldedLater() {
  int copy = 0;
  {
    std::lock_guard guard(m);
    copy = value;
  }
  co_yield copy;
}

}  // namespace guards

namespace states {

home::task<> unlockedOnOnePath(bool fast) {
  std::unique_lock lock(m);
  if (fast) lock.unlock();
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> unlockedOnAllPaths(bool fast) {
  std::unique_lock lock(m);
  if (fast) {
    lock.unlock();
  } else {
    ++value;
    lock.unlock();
  }
  co_await after(1ms);
}
home::task<> deferred() {
  std::unique_lock lock(m, std::defer_lock);
  co_await after(1ms);
  lock.lock();
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> deferredTogether() {
  std::unique_lock a(m, std::defer_lock), b(other, std::defer_lock);
  co_await after(1ms);
  std::lock(a, b);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> triedAndGot() {
  std::unique_lock lock(m, std::try_to_lock);
  if (lock.owns_lock()) co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> triedAndNotGot() {
  std::unique_lock lock(m, std::try_to_lock);
  while (!lock.owns_lock()) {
    co_await after(1ms);
    if (lock.try_lock()) break;
  }
  ++value;
}
home::task<> triedInTheCondition() {
  std::unique_lock lock(m, std::defer_lock);
  while (!lock.try_lock()) co_await after(1ms);
  ++value;
}
home::task<> triedByOperator() {
  std::unique_lock lock(m, std::try_to_lock);
  if (!lock) co_await after(1ms);
  if (lock && value) co_await after(2ms);  // expect: lock-across-suspension
}
home::task<> triedInAVariable() {
  std::unique_lock lock(m, std::defer_lock);
  const bool got = lock.try_lock();
  if (!got) {
    co_await after(1ms);
    co_return;
  }
  co_await after(2ms);  // expect: lock-across-suspension
}
home::task<> movedToAnother() {
  std::unique_lock lock(m);
  {
    std::unique_lock inner = std::move(lock);
    ++value;
  }
  co_await after(1ms);
}
home::task<> movedAndKept() {
  std::unique_lock<std::mutex> outer;
  {
    std::unique_lock inner(m);
    outer = std::move(inner);
  }
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> assignedAway() {
  std::unique_lock lock(m);
  ++value;
  lock = {};
  co_await after(1ms);
}
home::task<> released() {
  std::unique_lock lock(m);
  std::mutex *raw = lock.release();
  co_await after(1ms);  // expect: lock-across-suspension
  raw->unlock();
}
home::task<> adopted() {
  m.lock();
  {
    std::lock_guard guard(m, std::adopt_lock);
    ++value;
  }
  co_await after(1ms);
}
home::task<> adoptedAndHeld() {
  m.lock();
  std::lock_guard guard(m, std::adopt_lock);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> inALoop() {
  std::unique_lock lock(m, std::defer_lock);
  for (int i = 0; i < 3; ++i) {
    lock.lock();
    ++value;
    lock.unlock();
    co_await after(1ms);
  }
}
home::task<> roundAgain() {
  std::unique_lock lock(m, std::defer_lock);
  for (int i = 0; i < 3; ++i) {
    co_await after(1ms);  // expect: lock-across-suspension
    lock.lock();
    if (value > i) lock.unlock();
  }
}
home::task<> afterTheWait(std::condition_variable &ready) {
  std::unique_lock lock(m);
  ready.wait(lock, [] { return value > 0; });
  co_await after(1ms);  // expect: lock-across-suspension
}

}  // namespace states

namespace by_hand {

home::task<> direct() {
  m.lock();
  co_await after(1ms);  // expect: lock-across-suspension
  m.unlock();
}
home::task<> unlocked() {
  m.lock();
  ++value;
  m.unlock();
  co_await after(1ms);
}
home::task<> sharedByHand() {
  table.lock_shared();
  co_await after(1ms);  // expect: lock-across-suspension
  table.unlock_shared();
}
home::task<> tried() {
  if (!m.try_lock()) {
    co_await after(1ms);
    co_return;
  }
  co_await after(2ms);  // expect: lock-across-suspension
  m.unlock();
}
home::task<> inATry() {
  m.lock();
  try {
    if (value == 0) throw 1;
    m.unlock();
  } catch (...) {
    m.unlock();
  }
  co_await after(1ms);
}
home::task<> forgottenInTheHandler() {
  m.lock();
  try {
    if (value == 0) throw 1;
    m.unlock();
  } catch (int) {
    ++value;
  }
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> guardInsideTheTry() {
  try {
    std::lock_guard guard(m);
    if (value == 0) throw 1;
  } catch (int) {
    ++value;
  }
  co_await after(1ms);
}

pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;
home::task<> theCWay() {
  pthread_mutex_lock(&plain);
  co_await after(1ms);  // expect: lock-across-suspension
  pthread_mutex_unlock(&plain);
  co_await after(1ms);
}
home::task<> triedTheCWay() {
  if (pthread_mutex_trylock(&plain) != 0) {
    co_await after(1ms);
    co_return;
  }
  pthread_mutex_unlock(&plain);
  co_await after(1ms);
}
home::task<> gotTheCWay() {
  if (pthread_mutex_trylock(&plain)) co_return;
  co_await after(1ms);  // expect: lock-across-suspension
  pthread_mutex_unlock(&plain);
}

struct Account {
  std::mutex mutex;
  int cents = 0;
};
home::task<> twoObjects(Account &from, Account &to) {
  from.mutex.lock();
  to.mutex.lock();
  from.mutex.unlock();
  co_await after(1ms);  // expect: lock-across-suspension
  to.mutex.unlock();
  co_await after(1ms);
}
home::task<> throughAReference(Account &account) {
  std::mutex &mutex = account.mutex;
  mutex.lock();
  account.mutex.unlock();
  co_await after(1ms);
}
home::task<> throughAPointer(std::shared_ptr<Account> account) {
  account->mutex.lock();
  co_await after(1ms);  // expect: lock-across-suspension
  account->mutex.unlock();
}

// A mutex of one's own: its lock() waits on the thread.
class SpinLock {
public:
  void lock() {
    while (taken_.test_and_set(std::memory_order_acquire)) {
    }
  }
  void unlock() { taken_.clear(std::memory_order_release); }

private:
  std::atomic_flag taken_;
};
SpinLock spin;
home::task<> spinningByHand() {
  spin.lock();
  co_await after(1ms);  // expect: lock-across-suspension
  spin.unlock();
  co_await after(1ms);
}
home::task<> spinningGuard() {
  std::lock_guard guard(spin);
  co_await after(1ms);  // expect: lock-across-suspension
}

// A guard of the project's own, and what holds such guards.
class SpinGuard {
public:
  explicit SpinGuard(SpinLock &lock) : lock_(lock) { lock_.lock(); }
  ~SpinGuard() { lock_.unlock(); }

private:
  SpinLock &lock_;
};
home::task<> ownGuard() {
  SpinGuard guard(spin);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> ownGuardInOptional(bool alone) {
  std::optional<SpinGuard> guard;
  co_await after(1ms);
  if (alone) guard.emplace(spin);
  co_await after(1ms);  // expect: lock-across-suspension: 'spin' stays locked
  guard.reset();
  co_await after(1ms);
}
home::task<> ownGuardMadeUnique() {
  auto guard = std::make_unique<SpinGuard>(spin);
  co_await after(1ms);  // expect: lock-across-suspension
  guard = nullptr;
  co_await after(1ms);
}
struct Watch {  // has a reference to the lock, and gives nothing back
  explicit Watch(SpinLock &lock) : lock_(lock) {}
  ~Watch() { seen = true; }
  bool seen = false;
  SpinLock &lock_;
};
home::task<> ownWatchInOptional() {
  std::optional<Watch> watch;
  watch.emplace(spin);
  co_await after(1ms);
}

}  // namespace by_hand

namespace helpers {

std::unique_lock<std::mutex> take() { return std::unique_lock(m); }
std::unique_lock<std::mutex> takeByName() {
  std::unique_lock lock(m);
  return lock;
}
std::unique_lock<std::mutex> prepare() { return std::unique_lock(m, std::defer_lock); }

home::task<> fromAFunction() {
  auto lock = take();
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> fromAFunctionByName() {
  auto lock = takeByName();
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> fromAFunctionThatDefers() {
  auto lock = prepare();
  co_await after(1ms);
}
void consume(std::unique_lock<std::mutex> lock);
home::task<> givenAway() {
  std::unique_lock lock(m);
  consume(std::move(lock));
  co_await after(1ms);
}
void maybeUnlock(std::unique_lock<std::mutex> &lock);
home::task<> unknownWhatBecomesOfIt() {
  std::unique_lock lock(m);
  maybeUnlock(lock);
  co_await after(1ms);
}
void surelyUnlock(std::unique_lock<std::mutex> &lock) { lock.unlock(); }
void onlyLooks(std::unique_lock<std::mutex> &lock) { value += lock.owns_lock(); }
home::task<> unlockedByAHelper() {
  std::unique_lock lock(m);
  surelyUnlock(lock);
  co_await after(1ms);
}
home::task<> seenByAHelper() {
  std::unique_lock lock(m);
  onlyLooks(lock);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> asAParameter(std::unique_lock<std::mutex> lock) {
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> asAParameterThatIsUnlocked(std::unique_lock<std::mutex> lock) {
  lock.unlock();
  co_await after(1ms);
}

class Store {
public:
  home::task<> save() {
    enter();
    co_await after(1ms);  // expect: lock-across-suspension: 'mutex_'
    leave();
    co_await after(1ms);
  }
  home::task<> tryToSave() {
    if (!tryEnter()) {
      co_await after(1ms);
      co_return;
    }
    co_await after(2ms);  // expect: lock-across-suspension
    leave();
  }
  home::task<> count() {
    const int count = size();  // locks and unlocks inside
    co_await after(std::chrono::milliseconds(count));
  }
  home::task<> throughALambda() {
    auto count = [this] {
      std::lock_guard guard(mutex_);
      return ++value;
    };
    count();
    co_await after(1ms);
  }
  home::task<> insideALambda() {
    auto work = [this]() -> home::task<> {
      std::lock_guard guard(mutex_);
      co_await after(1ms);  // expect: lock-across-suspension
    };
    co_await work();
  }
  home::task<> insideAGenericLambda() {
    auto work = [this](auto pause) -> home::task<> {
      std::lock_guard guard(mutex_);
      co_await pause;  // expect: lock-across-suspension
    };
    co_await work(after(1ms));
  }
  home::task<> heldAsAMember() {
    held_ = std::unique_lock(mutex_);
    co_await after(1ms);  // expect: lock-across-suspension
    held_.unlock();
    co_await after(1ms);
  }

private:
  void enter() { lock(); }
  void lock() { mutex_.lock(); }
  bool tryEnter() { return mutex_.try_lock(); }
  void leave() { mutex_.unlock(); }
  int size() {
    std::lock_guard guard(mutex_);
    return value;
  }
  std::mutex mutex_;
  std::unique_lock<std::mutex> held_;
};

template <class T> home::task<T> instantiated(T start) {
  std::lock_guard guard(m);
  co_await after(1ms);  // expect: lock-across-suspension
  co_return start;
}
template home::task<int> instantiated(int);
template <class T> home::task<T> neverInstantiated(T start) {
  std::unique_lock<std::mutex> guard(m);
  co_await after(1ms);  // expect: lock-across-suspension
  co_return start;
}
template <class Mutex> home::task<> anyMutex(Mutex &mutex) {
  std::lock_guard<Mutex> guard(mutex);
  co_await after(1ms);  // expect: lock-across-suspension
}
template home::task<> anyMutex(std::mutex &);

#define LOCKED(mutex) std::lock_guard guard_of_the_macro(mutex)
home::task<> byMacro() {
  LOCKED(m);
  co_await after(1ms);  // expect: lock-across-suspension
}

}  // namespace helpers

namespace holders {

struct Session {
  std::unique_lock<std::mutex> lock;
  int id = 0;
};
home::task<> inAStruct() {
  Session session{std::unique_lock(m), 1};
  co_await after(1ms);  // expect: lock-across-suspension
  session.lock.unlock();
  co_await after(1ms);
}
home::task<> inAnOptional() {
  std::optional<std::unique_lock<std::mutex>> hold;
  co_await after(1ms);
  hold.emplace(m);
  co_await after(1ms);  // expect: lock-across-suspension
  hold.reset();
  co_await after(1ms);
}
home::task<> inAnOptionalThatIsUnlocked() {
  std::optional<std::unique_lock<std::mutex>> hold(std::unique_lock{m});
  hold->unlock();
  co_await after(1ms);
}
home::task<> onTheHeap() {
  auto hold = std::make_unique<std::lock_guard<std::mutex>>(m);
  co_await after(1ms);  // expect: lock-across-suspension
  hold.reset();
  co_await after(1ms);
}
home::task<> inAVector() {
  std::vector<std::unique_lock<std::mutex>> locks;
  locks.emplace_back(m);
  co_await after(1ms);  // expect: lock-across-suspension
  locks.clear();
  co_await after(1ms);
}

// RAII types of one's own: what their constructors and destructors do tells what they are.
class Guard {
public:
  explicit Guard(std::mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~Guard() { mutex_.unlock(); }

private:
  std::mutex &mutex_;
};
class Section {
public:
  Section() { begin(); }
  ~Section() { end(); }

private:
  void begin() { m.lock(); }
  void end() { m.unlock(); }
};
class Wrapper {
public:
  explicit Wrapper(std::mutex &mutex) : lock_(mutex) {}

private:
  std::lock_guard<std::mutex> lock_;
};
class Timer {  // no lock
public:
  explicit Timer(std::mutex &mutex) : mutex_(mutex) {}
  ~Timer() { ++value; }

private:
  std::mutex &mutex_;
};
home::task<> ownGuard() {
  Guard guard(m);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> ownGuardInAScope() {
  {
    Guard guard(m);
    ++value;
  }
  co_await after(1ms);
}
home::task<> ownSection() {
  Section section;
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> ownWrapper() {
  Wrapper wrapper(m);
  co_await after(1ms);  // expect: lock-across-suspension
}
home::task<> ownTimer() {
  Timer timer(m);
  co_await after(1ms);
}
struct Derived : std::unique_lock<std::mutex> {
  using std::unique_lock<std::mutex>::unique_lock;
};
home::task<> derivedGuard() {
  Derived guard(m);
  co_await after(1ms);  // expect: lock-across-suspension
}

}  // namespace holders

namespace views {

struct Board {
  folly::Synchronized<std::map<std::string, int>> quotes;

  folly::coro::Task<> view() {
    auto all = quotes.rlock();
    co_await folly::coro::sleep(1ms);  // expect: lock-across-suspension: folly::coro::Mutex
  }
  folly::coro::Task<> viewInAScope() {
    {
      auto all = quotes.wlock();
      ++value;
    }
    co_await folly::coro::sleep(1ms);
  }
  folly::coro::Task<> send(std::size_t count);
  folly::coro::Task<> withinTheExpression() {
    co_await send(quotes.rlock()->size());  // expect: lock-across-suspension
  }
  folly::coro::Task<> goneAtTheSemicolon() {
    const auto count = quotes.rlock()->size();
    co_await send(count);
  }
  folly::coro::Task<> copied() {
    auto copy = quotes.copy();
    co_await send(copy.size());
  }
};

}  // namespace views

namespace asynchronous {  // these suspend the task, and may be held

class Bank {
public:
  folly::coro::Task<> scoped() {
    auto guard = co_await mutex_.co_scoped_lock();
    co_await folly::coro::sleep(1ms);
  }
  folly::coro::Task<> byHand() {
    co_await mutex_.co_lock();
    co_await folly::coro::sleep(1ms);
    mutex_.unlock();
  }
  folly::coro::Task<> adopted() {
    co_await mutex_.co_lock();
    std::unique_lock guard(mutex_, std::adopt_lock);
    co_await folly::coro::sleep(1ms);
  }
  folly::coro::Task<> tried() {
    std::unique_lock guard(mutex_, std::try_to_lock);
    co_await folly::coro::sleep(1ms);
  }

private:
  folly::coro::Mutex mutex_;
};

// An async mutex of one's own: inside, a thread's mutex guards its queue for a moment.
class Turnstile {
public:
  home::task<> lock() {
    {
      std::lock_guard guard(inner_);
      ++waiting_;
    }
    co_await after(1ms);
  }
  void unlock() {
    std::lock_guard guard(inner_);
    --waiting_;
  }

private:
  std::mutex inner_;
  int waiting_ = 0;
};
home::task<> throughTheTurnstile(Turnstile &turnstile) {
  co_await turnstile.lock();
  co_await after(1ms);
  turnstile.unlock();
}

}  // namespace asynchronous

namespace known {

// What is called is known: the one thing that anybody ever gave it.
home::task<> givenAnEntry(std::function<void()> enter) {
  enter();
  co_await after(1ms);  // expect: lock-across-suspension
}
void run() {
  auto task = givenAnEntry([] { m.lock(); });
}

}  // namespace known

namespace uninstantiated {

template <class M> home::task<> named(M &mutex) {
  std::lock_guard<M> guard(mutex);
  co_await after(1ms);  // expect: lock-across-suspension
}
template <class M> home::task<> deduced(M &mutex) {
  std::unique_lock guard(mutex);
  co_await after(1ms);  // expect: lock-across-suspension
}
template <class M> home::task<> givenBack(M &mutex) {
  std::unique_lock<M> guard(mutex);
  guard.unlock();
  co_await after(1ms);
}
template <class M> home::task<> takenLater(M &mutex) {
  std::unique_lock<M> guard(mutex, std::defer_lock);
  co_await after(1ms);
}
template <class M> home::task<> byHand(M &mutex) {  // M may be a mutex that suspends the task
  mutex.lock();
  co_await after(1ms);
  mutex.unlock();
}

}  // namespace uninstantiated

namespace parking {

// Whoever gets the guard itself gives it back while the coroutine is parked.
struct Parked {
  Parked(std::deque<std::coroutine_handle<>> &queue, std::unique_lock<std::mutex> &lock) : queue_(queue), lock_(lock) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    queue_.push_back(h);
    lock_.unlock();
  }
  void await_resume() const noexcept {}

private:
  std::deque<std::coroutine_handle<>> &queue_;
  std::unique_lock<std::mutex> &lock_;
};
home::task<> parked(std::deque<std::coroutine_handle<>> &queue) {
  std::unique_lock lock(m);
  ++value;
  co_await Parked(queue, lock);
}
home::task<> notToldOfTheLock(std::deque<std::coroutine_handle<>> &queue) {
  std::unique_lock lock(m);
  queue.clear();
  co_await after(1ms);  // expect: lock-across-suspension
}

}  // namespace parking

namespace signals {

// Taken by hand and never given back: the caller's mutex is a signal. One that is given back here was held.
home::task<> passes(std::mutex &gate) {
  gate.lock();
  co_await after(1ms);
  ++value;
}
home::task<> holds(std::mutex &gate) {
  gate.lock();
  co_await after(1ms);  // expect: lock-across-suspension
  gate.unlock();
}
// Whoever is given the guard may give the lock back, and may not.
home::task<> under(std::unique_lock<std::mutex> &lock);
home::task<> FN_guardGivenOn() {
  std::unique_lock lock(m);
  co_await under(lock);
}
home::task<> FN_forgotten(std::mutex &gate) {
  gate.lock();
  co_await after(1ms);
  ++value;
}

}  // namespace signals

// A handle of the program's own has the guard as a part, and a method gives it.
namespace handles {

template <typename T> class Guarded {
public:
  class Handle {
  public:
    Handle(std::mutex &mutex, T &value) : lock_(mutex), value_(value) {}
    T &operator*() { return value_; }

  private:
    std::unique_lock<std::mutex> lock_;
    T &value_;
  };
  Handle lock() { return Handle(mutex_, value_); }
  Handle lockBriefly() { return {mutex_, value_}; }

private:
  std::mutex mutex_;
  T value_{};
};

home::task<> rest();

class Till {
public:
  home::task<> held() {
    auto coins = coins_.lock();
    co_await rest();  // expect: lock-across-suspension: 'mutex_' stays locked
    ++*coins;
  }
  home::task<> heldByBraces() {
    auto coins = coins_.lockBriefly();
    co_await rest();  // expect: lock-across-suspension
    ++*coins;
  }
  home::task<> inABlock() {
    {
      auto coins = coins_.lock();
      ++*coins;
    }
    co_await rest();
  }
  home::task<> inOneStatement() {
    ++*coins_.lock();
    co_await rest();
    const int now = *coins_.lock();
    co_await rest();
    *coins_.lock() = now + 1;
  }
  home::task<std::size_t> ofACopy() {
    std::vector<int> copy = *notes_.lock();
    co_await rest();
    co_return copy.size();
  }

private:
  Guarded<int> coins_;
  Guarded<std::vector<int>> notes_;
};

}  // namespace handles
