// RUN: %check %S lock-across-suspension
// What locks and what gives back is in another file.
#include "Locking.h"

#include <asio.hpp>

asio::awaitable<void> ownType(asio::steady_timer &timer, Shelf &shelf) {
  Held held(shelf.mutex);
  co_await timer.async_wait(asio::use_awaitable);  // expect: lock-across-suspension: 'mutex'
}
asio::awaitable<void> ownTypeInAScope(asio::steady_timer &timer, Shelf &shelf) {
  { Held held(shelf.mutex); }
  co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> noLock(asio::steady_timer &timer, Shelf &shelf) {
  Looked looked(shelf.mutex);
  co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> helpers(asio::steady_timer &timer, Shelf &shelf) {
  shelf.enter();
  co_await timer.async_wait(asio::use_awaitable);  // expect: lock-across-suspension
  shelf.leave();
  co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> returned(asio::steady_timer &timer, Shelf &shelf) {
  auto lock = shelf.take();
  co_await timer.async_wait(asio::use_awaitable);  // expect: lock-across-suspension
}
asio::awaitable<void> theExecutor(Shelf &shelf) {  // never suspends
  std::lock_guard lock(shelf.mutex);
  auto executor = co_await asio::this_coro::executor;
  asio::post(executor, [] {});
}
