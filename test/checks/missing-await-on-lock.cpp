// RUN: %check %s missing-await-on-lock
// The future of a lock where the lock was meant, in every coat; beside each its innocent twin.
#include <coro/coro.hpp>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <seastar/core/semaphore.hh>
#include <task.h>

#include <utility>

void touch();

seastar::future<> permit(seastar::semaphore &slots) {
  auto units = seastar::get_units(slots, 1);      // expect: missing-await-on-lock: 'units' is not the lock
  touch();
  co_return;
}

seastar::future<> innocentPermit(seastar::semaphore &slots) {
  auto units = co_await seastar::get_units(slots, 1);
  touch();
  auto later = seastar::get_units(slots, 1);
  auto other = co_await std::move(later);
  touch();
}

seastar::future<> dropped(seastar::semaphore &slots) {
  (void)seastar::get_units(slots, 1);             // expect: missing-await-on-lock: is dropped, and with it the lock
  touch();
  co_return;
}

seastar::future<> chained(seastar::semaphore &slots) {
  return seastar::get_units(slots, 1).then([](auto units) { touch(); });
}

seastar::future<> kept(seastar::semaphore &slots) {
  auto lock = seastar::get_units(slots, 1);       // expect: missing-await-on-lock: go on in a continuation
  touch();
  return seastar::make_ready_future<>();
}

folly::coro::Task<void> awaiter(folly::coro::Mutex &mutex) {
  auto lock = mutex.co_scoped_lock();             // expect: missing-await-on-lock: keep the 'unique_lock' that it gives
  touch();
  co_return;
}

folly::coro::Task<void> innocentAwaiter(folly::coro::Mutex &mutex) {
  auto lock = co_await mutex.co_scoped_lock();
  touch();
}

coro::task<void> scoped(coro::mutex &mutex) {
  auto lock = mutex.scoped_lock();                // expect: missing-await-on-lock
  touch();
  co_return;
}

coro::task<void> innocentScoped(coro::mutex &mutex) {
  auto lock = co_await mutex.scoped_lock();
  touch();
}

// A guard that no model knows: nothing but a destructor.
class Door {
public:
  Door(Door &&) noexcept;
  ~Door();
};
home::task<Door> enter(int room);

struct Visit {
  home::task<Door> open() { return enter(1); }

  home::task<> inAMember() {
    auto door = open();                           // expect: missing-await-on-lock: keep the 'Door' that it gives
    touch();
    co_return;
  }
  home::task<> innocentMember() {
    auto door = co_await open();
    touch();
  }
};

template <class T>
home::task<> inATemplate(T room) {
  auto door = enter(room);                        // expect: missing-await-on-lock
  touch();
  co_return;
}
home::task<> instantiate() { co_await inATemplate(1); }

home::task<> inALambda() {
  auto visit = [](auto room) -> home::task<> {
    auto door = enter(room);                      // expect: missing-await-on-lock
    touch();
    co_return;
  };
  co_await visit(1);
}

#define GUARD(name, room) auto name = enter(room)
home::task<> byMacro() {
  GUARD(door, 1);                                 // expect: missing-await-on-lock
  touch();
  co_return;
}

// A guard that is passed on belongs to somebody else.
void keep(home::task<Door> door);
void handedOn() {
  auto door = enter(1);
  keep(std::move(door));
}
