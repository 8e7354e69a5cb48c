// RUN: %check %S blocking-sleep
// A type-erased executor in a program that has a loop and no pool: it can only be the loop's.
#include <asio.hpp>

#include <chrono>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

class Blinker {
public:
  explicit Blinker(asio::any_io_executor executor) : executor_(std::move(executor)) {}

  void start() {
    asio::post(executor_, [this] {
      blink();  // expect: blocking-sleep
    });
  }
  void test() { blink(); }  // before the loop runs

private:
  void blink() {
    on_ = !on_;
    std::this_thread::sleep_for(250ms);
  }

  asio::any_io_executor executor_;
  bool on_ = false;
};

int main() {
  asio::io_context io;
  Blinker blinker(io.get_executor());
  blinker.test();
  blinker.start();
  io.run();
}
