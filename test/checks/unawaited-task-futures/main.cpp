// RUN: %check %S unawaited-task
// Futures that run by themselves, chained with continuations.
#include <folly/futures/Future.h>
#include <concurrencpp/concurrencpp.h>
#include <folly/coro/Task.h>
#include <seastar/core/future.hh>

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
