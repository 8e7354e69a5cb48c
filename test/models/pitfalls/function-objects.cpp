// RUN: %check %s
// What looks like a function is an object: folly::coro::blockingWait is a reference to one, stdexec::sync_wait is one.
#include <exec/task.hpp>
#include <folly/coro/BlockingWait.h>
#include <stdexec/execution.hpp>
#include <unifex/task.hpp>

#include <functional>
#include <utility>

folly::coro::Task<int> ask();
exec::task<int> answer();
unifex::task<int> reply();

folly::coro::Task<int> qualified() {
  co_return folly::coro::blockingWait(ask());  // expect: blocking-wait
}
folly::coro::Task<int> byUsingDeclaration() {
  using folly::coro::blockingWait;
  co_return blockingWait(ask());  // expect: blocking-wait
}
folly::coro::Task<int> underAnotherName() {
  const auto &wait = folly::coro::blockingWait;
  co_return wait(ask());  // expect: blocking-wait
}
folly::coro::Task<int> throughAFunction() {
  auto forIt = [](auto task) { return folly::coro::blockingWait(std::move(task)); };
  co_return forIt(ask());  // expect: blocking-wait
}
exec::task<int> sender() {
  auto [value] = stdexec::sync_wait(answer()).value();  // expect: blocking-wait
  co_return value;
}
exec::task<int> senderByUsingDirective() {
  using namespace stdexec;
  auto [value] = sync_wait(just(1)).value();  // expect: blocking-wait
  co_return value;
}
unifex::task<int> aliasOfANestedType() {
  co_return unifex::sync_wait(reply()).value();  // expect: blocking-wait
}
folly::coro::Task<int> awaits() { co_return co_await ask(); }

int main() { return folly::coro::blockingWait(ask()); }
