// RUN: %check %s blocking-sleep
// A library that is built with the program: how its executors do what they are asked to is the model's business.
#include <task.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

namespace concurrencpp {

class thread_executor {
public:
  template <class F> home::task<> submit(F f) { return bridge(*this, f); }

private:
  template <class F> static home::task<> bridge(thread_executor &, F f) {
    f();
    co_return;
  }
};

}  // namespace concurrencpp

namespace shop {

class Counter {  // the program's own
public:
  template <class F> static home::task<> bridge(Counter &, F f) {
    f();  // expect: blocking-sleep
    co_return;
  }
};

home::task<> grind(concurrencpp::thread_executor &mill, Counter &counter) {
  co_await mill.submit([] { std::this_thread::sleep_for(20ms); });
  co_await Counter::bridge(counter, [] { std::this_thread::sleep_for(20ms); });
}

}  // namespace shop
