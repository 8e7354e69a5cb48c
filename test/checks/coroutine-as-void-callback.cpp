// RUN: %check %s coroutine-as-void-callback
// Callables that give a task, handed to somebody who does not want one.
#include <asio.hpp>
#include <task.h>

#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

home::task<> store(int);
home::job<> ping(int);
home::flow announce(int);

void algorithms(std::vector<int> &keys) {
  std::for_each(keys.begin(), keys.end(), [](int key) -> home::task<> { co_await store(key); });  // expect: coroutine-as-void-callback: 'for_each' drops
  std::ranges::for_each(keys, [](int key) { return store(key); });      // expect: coroutine-as-void-callback: a callable that returns a task
  std::for_each(keys.begin(), keys.end(), store);                       // expect: coroutine-as-void-callback
  std::for_each(keys.begin(), keys.end(), [](int &key) { ++key; });
  std::for_each(keys.begin(), keys.end(), [](int key) { announce(key); });
  std::vector<home::task<>> tasks;
  std::transform(keys.begin(), keys.end(), std::back_inserter(tasks), [](int key) { return store(key); });
}

void threads() {
  std::thread thread([]() -> home::task<> { co_await store(1); });      // expect: coroutine-as-void-callback
  thread.join();
}

// --- types that return nothing
struct Button {
  std::function<void(int)> clicked;
  std::function<home::task<>(int)> pressed;
  void onClick(std::function<void(int)> callback);
  void onPress(std::function<home::task<>(int)> callback);
};

void callbacks(Button &button) {
  button.clicked = [](int key) -> home::task<> { co_await store(key); };  // expect: coroutine-as-void-callback: 'function' returns nothing
  button.onClick([](int key) -> home::job<> { co_await store(key); });    // expect: coroutine-as-void-callback
  std::function<void(int)> kept = [](int key) { return store(key); };   // expect: coroutine-as-void-callback
  button.pressed = [](int key) -> home::task<> { co_await store(key); };
  button.onPress([](int key) { return store(key); });
  button.onClick([](int key) -> home::flow { co_await store(key); });
  button.onClick([](int key) { (void)ping(key); });
}

// --- callees of the user's own
template <class F>
void visit(const std::vector<int> &keys, F f) {
  for (int key : keys) f(key);
}
template <class F>
home::task<> visitAll(const std::vector<int> &keys, F f) {
  for (int key : keys) co_await f(key);
}

home::task<> visitors(std::vector<int> keys) {
  visit(keys, [](int key) -> home::task<> { co_await store(key); });    // expect: coroutine-as-void-callback: 'visit' drops
  visit(keys, [](int key) { return key + 1; });
  co_await visitAll(keys, [](int key) -> home::task<> { co_await store(key); });
}

// --- handlers of a loop
void loop(asio::io_context &context, asio::steady_timer &timer) {
  asio::post(context, []() -> asio::awaitable<void> { co_return; });    // expect: coroutine-as-void-callback
  asio::post(context, [] {});
  asio::co_spawn(context, []() -> asio::awaitable<void> { co_return; }, asio::detached);
}

void inAVariable(std::vector<int> &keys) {
  auto each = [](int key) -> home::task<> { co_await store(key); };
  std::for_each(keys.begin(), keys.end(), each);                        // expect: coroutine-as-void-callback
}

void generic(std::vector<int> &keys) {
  std::for_each(keys.begin(), keys.end(), [](auto key) -> home::task<> { co_await store(key); });  // expect: coroutine-as-void-callback
}
