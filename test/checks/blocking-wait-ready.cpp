// RUN: %check %s blocking-wait
// A future that is passed on: the one who has it ready does not wait, and neither does what takes the result of an awaiter.
#include <seastar/core/seastar.hh>

#include <coroutine>
#include <stdexcept>
#include <task.h>
#include <utility>

using seastar::future;

future<int> ask();
void show(int answer);

namespace passedOn {

void finish(future<int> answer) { show(answer.get()); }
void finishBoth(future<int> &&one, future<int> &&other) {
  finish(std::move(one));
  finish(std::move(other));
}
void retries(future<int> answer) {
  answer = ask();
  show(answer.get());
}

future<> continuations() {
  return ask()
      .then_wrapped([](future<int> answer) {
        finish(std::move(answer));
        return ask();
      })
      .then_wrapped([](future<int> answer) {
        finish(std::move(answer));
        finish(ask());  // expect: blocking-wait
        return ask();
      })
      .then_wrapped([](future<int> answer) {
        finishBoth(ask(), std::move(answer));  // expect: blocking-wait
        return ask();
      })
      .then_wrapped([](future<int> answer) {
        retries(std::move(answer));  // expect: blocking-wait
      });
}
future<> FN_theFirstWaitOfTheCalleeIsJudged() {
  return ask().then_wrapped([](future<int> answer) { finishBoth(std::move(answer), ask()); });
}
future<> captured() {
  return ask().then_wrapped([](future<int> answer) {
    return ask().then_wrapped([answer = std::move(answer)](future<int> other) mutable {
      show(answer.get());
      show(other.get());
    });
  });
}
future<> capturedBeforeItIsThere(future<int> answer) {
  return ask().then_wrapped([answer = std::move(answer)](future<int>) mutable {
    show(answer.get());  // expect: blocking-wait
  });
}
future<> made(bool known) {
  if (known)
    finish(seastar::make_ready_future<int>(1));
  else
    finish(seastar::make_exception_future<int>(std::runtime_error("unknown")));
  co_return;
}
future<> madeByItsType() {
  finish(seastar::futurize<int>::make_exception_future(std::runtime_error("unknown")));
  co_return;
}
future<> handedOver(future<int> answer) {
  const int number = answer.get();
  if (number > 0) co_await ask();
}
future<> toACoroutine() {
  return ask().then_wrapped([](future<int> answer) { return handedOver(std::move(answer)); });
}
future<> handedOverOrAsked(future<int> answer) {
  const int number = answer.get();  // expect: blocking-wait
  if (number > 0) co_await ask();
}
future<> toBoth() {
  return ask().then_wrapped([](future<int> answer) { return handedOverOrAsked(std::move(answer)); });
}
future<> asked() { return handedOverOrAsked(ask()); }
future<> pending(future<int> answer) {
  finish(std::move(answer));  // expect: blocking-wait
  co_return;
}

}  // namespace passedOn

namespace awaiters {

struct Answer {
  future<int> pending;
  bool await_ready() const noexcept { return pending.available(); }
  void await_suspend(std::coroutine_handle<> handle);
  int await_resume() {
    auto take = [this] { return pending.get(); };
    return take();
  }
};
future<int> awaits() { co_return co_await Answer{ask()}; }

}  // namespace awaiters
