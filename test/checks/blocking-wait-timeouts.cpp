// RUN: %check %s blocking-wait
// A timeout that is passed on: whoever passes zero only asks, and whoever passes more waits.
#include <asio.hpp>
#include <task.h>

#include <chrono>
#include <future>
#include <semaphore>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds none{0};

namespace passedOn {

bool isThere(std::future<int> &answer, milliseconds patience) {
  return answer.wait_for(patience) == std::future_status::ready;
}
bool areThere(std::future<int> &a, std::future<int> &b, milliseconds patience) {
  return isThere(a, patience) && isThere(b, patience);
}
bool isTaken(std::counting_semaphore<> &slots, std::chrono::microseconds patience) {
  return !slots.try_acquire_for(patience);
}

home::task<bool> asks(std::future<int> a, std::future<int> b, std::counting_semaphore<> &slots) {
  co_return isThere(a, 0ms) && isThere(a, none) && areThere(a, b, milliseconds(0)) && isTaken(slots, 0ms);
}
home::task<bool> waits(std::future<int> a, std::future<int> b, std::counting_semaphore<> &slots, milliseconds patience) {
  bool all = isThere(a, 5ms);  // expect: blocking-wait
  all &= isThere(a, patience);  // expect: blocking-wait
  all &= areThere(a, b, 5ms);  // expect: blocking-wait
  co_return all && isTaken(slots, 5ms);  // expect: blocking-wait
}
void handlers(asio::io_context &io, std::future<int> &answer) {
  asio::post(io, [&answer] { isThere(answer, 0ms); });
  asio::post(io, [&answer] {
    isThere(answer, 1ms);  // expect: blocking-wait
  });
}

}  // namespace passedOn

namespace ownParameter {

home::task<bool> asks(std::future<int> &answer, milliseconds patience) {
  co_return answer.wait_for(patience) == std::future_status::ready;
}
home::task<bool> onlyAsked(std::future<int> &answer) { co_return co_await asks(answer, 0ms); }

home::task<bool> waits(std::future<int> &answer, milliseconds patience) {
  co_return answer.wait_for(patience) == std::future_status::ready;  // expect: blocking-wait
}
home::task<bool> both(std::future<int> &answer) {
  co_return co_await waits(answer, 0ms) || co_await waits(answer, 5ms);
}

}  // namespace ownParameter

namespace changed {

bool atLeastAMoment(std::future<int> &answer, milliseconds patience) {
  if (patience < 1ms)
    patience = 1ms;
  return answer.wait_for(patience) == std::future_status::ready;
}
bool thenForGood(std::future<int> &answer, milliseconds patience) {
  if (answer.wait_for(patience) == std::future_status::ready)
    return true;
  std::promise<int> never;
  never.get_future().wait();
  return false;
}
home::task<bool> waits(std::future<int> &answer) {
  const bool there = atLeastAMoment(answer, 0ms);  // expect: blocking-wait
  co_return there || thenForGood(answer, 0ms);  // expect: blocking-wait
}

}  // namespace changed

// The default is the callee's business, and mostly means: do not wait.
namespace leftToDefault {

bool take(std::future<int> &answer, milliseconds patience = 0ms) {
  if (patience > 0ms)
    return answer.wait_for(patience) == std::future_status::ready;
  return false;
}
home::task<bool> polls(std::future<int> &answer) { co_return take(answer); }
home::task<bool> waits(std::future<int> &answer) {
  co_return take(answer, 5ms);  // expect: blocking-wait
}

}  // namespace leftToDefault
