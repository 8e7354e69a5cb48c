// flags: -std=c++23
// RUN: %check %S dangling-lambda-coroutine
// The closure as a parameter of its coroutine: C++23 has it, and the message says so.
#include <task.h>

#include <chrono>
#include <string>
#include <utility>

using namespace std::chrono_literals;
void log(const std::string &);

void detached(std::string name) {
  [name]() -> home::flow {  // expect: dangling-lambda-coroutine: give it the closure as a parameter: 'this auto' first
    co_await home::after(1ms);
    log(name);
  }();
}
void ownsItself(std::string name) {
  [name](this auto) -> home::flow {
    co_await home::after(1ms);
    log(name);
  }();
}
void ownsItselfWithArguments(std::string name) {
  [name](this auto, int times) -> home::flow {
    co_await home::after(1ms * times);
    log(name);
  }(3);
}
void onlyRefers(std::string name) {
  [name](this auto &&) -> home::flow {  // expect: dangling-lambda-coroutine
    co_await home::after(1ms);
    log(name);
  }();
}
void changesItsCapture(int times) {
  [times]() mutable -> home::flow {  // expect: dangling-lambda-coroutine: pass what it needs as arguments
    while (times-- > 0) co_await home::after(1ms);
  }();
}
