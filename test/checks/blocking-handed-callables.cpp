// RUN: %check %s blocking-sleep
// A function that runs what it is given, or puts it off, runs for each caller what that caller gave it.
#include <asio.hpp>

#include <chrono>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

class Foundry {
public:
  void run(std::function<void()> &&work) {
    if (isHere())
      work();
    else
      later_.push_back(std::move(work));
  }
  template <class Work> void pass(Work &&work) { run(std::function<void()>{std::forward<Work>(work)}); }

  void cool() {
    pass([] { std::this_thread::sleep_for(std::chrono::seconds(2)); });
  }
  void count() {
    pass([this] { ++count_; });
  }
  void sleepAnyway(std::function<void()> work) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    work();
  }

private:
  bool isHere() const { return std::this_thread::get_id() == owner_; }
  std::vector<std::function<void()>> later_;
  std::thread::id owner_;
  int count_ = 0;
};

void handlers(asio::steady_timer &timer, Foundry &foundry) {
  timer.async_wait([&](std::error_code) {
    foundry.cool();  // expect: blocking-sleep
  });
  timer.async_wait([&](std::error_code) { foundry.count(); });
  timer.async_wait([&](std::error_code) { foundry.run([] {}); });
  timer.async_wait([&](std::error_code) {
    foundry.run([] { std::this_thread::sleep_for(std::chrono::seconds(3)); });  // expect: blocking-sleep
  });
  timer.async_wait([&](std::error_code) {
    foundry.sleepAnyway([] {});  // expect: blocking-sleep
  });
}
