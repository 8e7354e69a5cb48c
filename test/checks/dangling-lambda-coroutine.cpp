// RUN: %check %s dangling-lambda-coroutine
// A closure that dies before its coroutine is done, and the same lambdas on closures that live long enough.
#include <task.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

home::task<> send(std::string_view);
home::task<int> fetch(int);
void keep(home::task<>);        // what it does is not known
void log(std::string_view);

namespace called_at_once {

// ---- kept in a variable
home::task<> stored(int id) {
  auto work = [id]() -> home::task<int> {  // expect: dangling-lambda-coroutine: its closure is a temporary that dies at the end of the statement
    co_return co_await fetch(id);
  }();
  co_await home::after(1ms);
  co_await std::move(work);
}
home::task<> storedByReference(std::string name) {
  auto work = [&]() -> home::task<> {  // expect: dangling-lambda-coroutine
    co_await send(name);
  }();
  co_await std::move(work);
}
home::task<> storedButAnArgument(int id) {
  auto work = [](int id) -> home::task<int> { co_return co_await fetch(id); }(id);
  co_await std::move(work);
}
home::task<> awaitedAtOnce(std::string name) {
  co_await [&]() -> home::task<> { co_await send(name); }();
}

// ---- returned
home::task<> returned(std::string name) {
  return [name]() -> home::task<> { co_await send(name); }();  // expect: dangling-lambda-coroutine
}
home::task<> returnedWithoutCapture() {
  return []() -> home::task<> { co_await send("hello"); }();
}
home::task<> returnedByACoroutine(std::string name) {
  co_return co_await [name]() -> home::task<> { co_await send(name); }();
}

// ---- nobody waits
void detached(std::string name) {
  [name]() -> home::flow {  // expect: dangling-lambda-coroutine: uses 'name' after a suspension
    co_await home::after(1ms);
    log(name);
  }();
}
void detachedUsesItBefore(std::string name) {
  [name]() -> home::flow {
    log(name);
    co_await home::after(1ms);
  }();
}
void detachedWithArguments(std::string name) {
  [](std::string name) -> home::flow {
    co_await home::after(1ms);
    log(name);
  }(name);
}
void neverSuspends(std::string name) {
  [&]() -> home::flow {
    log(name);
    co_return;
  }();
}
void notACoroutine(std::string name) {
  [name] { return send(name); }();
}

// ---- somebody unknown
void handedOn(std::string name) {
  keep([name]() -> home::task<> { co_await send(name); }());
}

// ---- this
struct session {
  std::string name;
  void start() {
    [this]() -> home::flow {  // expect: dangling-lambda-coroutine: uses 'this' after a suspension
      co_await home::after(1ms);
      log(name);
    }();
  }
  home::task<> run() {
    co_await [this]() -> home::task<> { co_await send(name); }();
  }
};

// ---- in a container
home::task<> collect(std::vector<int> ids) {
  std::vector<home::task<int>> all;
  for (int id : ids)
    all.push_back([id]() -> home::task<int> { co_return co_await fetch(id); }());  // expect: dangling-lambda-coroutine
  for (auto &one : all) co_await std::move(one);
}
home::task<> collectArguments(std::vector<int> ids) {
  std::vector<home::task<int>> all;
  for (int id : ids) all.push_back([](int id) -> home::task<int> { co_return co_await fetch(id); }(id));
  for (auto &one : all) co_await std::move(one);
}

// ---- a generator
int sum(int limit) {
  auto numbers = [limit]() -> home::generator<int> {  // expect: dangling-lambda-coroutine
    for (int i = 0; i < limit; ++i) co_yield i;
  }();
  int all = 0;
  for (int i : numbers) all += i;
  return all;
}
int sumOfArguments(int limit) {
  auto numbers = [](int limit) -> home::generator<int> {
    for (int i = 0; i < limit; ++i) co_yield i;
  }(limit);
  int all = 0;
  for (int i : numbers) all += i;
  return all;
}

}  // namespace called_at_once

namespace in_a_variable {

home::task<> outlivesItsScope(std::string name) {
  auto work = [&]() -> home::task<> { co_await send(name); };  // expect: dangling-lambda-coroutine: its closure 'work' dies at the end of its scope
  return work();
}
home::task<> awaitedInItsScope(std::string name) {
  auto work = [&]() -> home::task<> { co_await send(name); };
  auto first = work();
  co_await home::after(1ms);
  co_await std::move(first);
  co_await work();
}
home::task<> innerScope(std::vector<int> ids) {
  std::vector<home::task<int>> all;
  for (int id : ids) {
    auto one = [id]() -> home::task<int> { co_return co_await fetch(id); };  // expect: dangling-lambda-coroutine
    all.push_back(one());
  }
  for (auto &one : all) co_await std::move(one);
}
home::task<> outerScope(std::vector<int> ids) {
  auto one = [&ids](std::size_t i) -> home::task<int> { co_return co_await fetch(ids[i]); };
  std::vector<home::task<int>> all;
  for (std::size_t i = 0; i < ids.size(); ++i) all.push_back(one(i));
  for (auto &task : all) co_await std::move(task);
}
void startsAndLeaves(std::string name) {
  auto work = [name]() -> home::flow {  // expect: dangling-lambda-coroutine
    co_await home::after(1ms);
    log(name);
  };
  work();
}
home::task<> erased(std::string name) {
  std::function<home::task<>()> work = [name]() -> home::task<> { co_await send(name); };  // expect: dangling-lambda-coroutine
  return work();
}
home::task<> erasedAndAwaited(std::string name) {
  std::function<home::task<>()> work = [name]() -> home::task<> { co_await send(name); };
  co_await work();
}
home::task<> staticClosure(int id) {
  static const auto work = [id]() -> home::task<> {
    co_await fetch(id);
  };
  return work();
}

class server {
public:
  void accept() {
    handler_ = [this]() -> home::flow {  // the closure lives as long as the server
      co_await home::after(1ms);
      log(name_);
    };
    handler_();
  }
private:
  std::string name_;
  std::function<home::flow()> handler_;
};

}  // namespace in_a_variable

namespace through_functions {

template <class F> home::task<> callNow(F work) { return work(); }
template <class F> home::task<> callKept(F work) { co_await work(); }
template <class F> home::task<> callReferred(F &&work) { return work(); }
template <class F> void callAndLeave(F work) { work(); }
home::task<> callErased(std::function<home::task<>()> work) { return work(); }
template <class F> home::task<> callNested(F work) { return callNow(std::move(work)); }

home::task<> byValue(std::string name) {
  co_await callNow([name]() -> home::task<> { co_await send(name); });  // expect: dangling-lambda-coroutine: 'callNow' destroys its parameter 'work' when it returns
}
home::task<> byValueInACoroutine(std::string name) {
  auto task = callKept([name]() -> home::task<> { co_await send(name); });
  co_await std::move(task);
}
home::task<> byReference(std::string name) {
  co_await callReferred([name]() -> home::task<> { co_await send(name); });
}
home::task<> byReferenceAndLater(std::string name) {
  auto task = callReferred([name]() -> home::task<> { co_await send(name); });  // expect: dangling-lambda-coroutine
  co_await std::move(task);
}
home::task<> byReferenceToAVariable(std::string name) {
  auto work = [name]() -> home::task<> { co_await send(name); };
  auto task = callReferred(work);
  co_await std::move(task);
}
void byValueAndDetached(std::string name) {
  callAndLeave([name]() -> home::flow {  // expect: dangling-lambda-coroutine
    co_await home::after(1ms);
    log(name);
  });
}
home::task<> erased(std::string name) {
  co_await callErased([name]() -> home::task<> { co_await send(name); });  // expect: dangling-lambda-coroutine
}
home::task<> nested(std::string name) {
  co_await callNested([name]() -> home::task<> { co_await send(name); });  // expect: dangling-lambda-coroutine
}
home::task<> withoutCapture() {
  co_await callNow([]() -> home::task<> { co_await send("hello"); });
}

// The callable is a capture of another closure, which is no coroutine and dies first.
template <class F> home::task<> wrapped(F work) {
  auto outer = [work = std::move(work)] { return work(); };
  return outer();
}
home::task<> insideAnother(std::string name) {
  co_await wrapped([name]() -> home::task<> { co_await send(name); });  // expect: dangling-lambda-coroutine: the closure that holds it
}

}  // namespace through_functions

namespace shapes {

home::task<> generic(std::string name) {
  auto work = [&name](auto prefix) -> home::task<> {  // expect: dangling-lambda-coroutine
    co_await send(prefix);
    co_await send(name);
  }("> ");
  co_await std::move(work);
}

template <class T> home::task<> instantiated(T value) {
  auto work = [value]() -> home::task<> {  // expect: dangling-lambda-coroutine
    co_await fetch(static_cast<int>(value));
  }();
  co_await std::move(work);
}
home::task<> instantiate() { co_await instantiated(2.5); }

template <class T> home::task<> neverInstantiated(T value) {
  auto work = [value]() -> home::task<> {  // expect: dangling-lambda-coroutine
    co_await value.send();
    co_await value.send();
  }();
  co_await std::move(work);
}

#define GO(...) [__VA_ARGS__]() -> home::flow { co_await home::after(1ms); log(name); }()
void byMacro(std::string name) {
  GO(name);  // expect: dangling-lambda-coroutine
}

home::task<> onABranch(std::string name, bool now) {
  auto work = [&]() -> home::task<> { co_await send(name); };
  if (now) co_await work();
  else co_await home::after(1ms);
}

// A lambda in a lambda: the inner closure is a temporary of the outer coroutine.
home::task<> nested(std::string name) {
  co_await [&]() -> home::task<> {
    auto inner = [&name]() -> home::task<> { co_await send(name); }();  // expect: dangling-lambda-coroutine
    co_await std::move(inner);
  }();
}

void algorithm(const std::vector<int> &ids, std::string name) {
  std::for_each(ids.begin(), ids.end(), [name](int) -> home::flow {  // expect: dangling-lambda-coroutine: 'for_each' destroys its closure
    co_await home::after(1ms);
    log(name);
  });
  std::for_each(ids.begin(), ids.end(), [](int id) -> home::flow { co_await fetch(id); });
}

}  // namespace shapes

namespace spinning {

// A loop that looks at what the work changes waits for it.
void untilAllAreDone() {
  std::atomic<int> left = 2;
  auto work = [&]() -> home::flow {
    co_await home::after(1ms);
    --left;
  };
  work();
  work();
  while (left > 0) {
  }
}
void notAtAll() {
  std::atomic<int> left = 1;
  auto work = [&]() -> home::flow {  // expect: dangling-lambda-coroutine
    co_await home::after(1ms);
    --left;
  };
  work();
}

}  // namespace spinning
