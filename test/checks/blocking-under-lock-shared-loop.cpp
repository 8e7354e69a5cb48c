// RUN: %check %s blocking-under-lock
// Several threads run the loop: what one of them does under the lock holds up the others.
#include <asio.hpp>
#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

class Register {
public:
  explicit Register(asio::io_context &loop) : loop_(loop) {}
  void store() {
    asio::post(loop_, [this] {
      std::lock_guard lock(mutex_);
      std::ofstream("register.txt") << count_;  // expect: blocking-under-lock
    });
  }
  void add() {
    asio::post(loop_, [this] {
      std::lock_guard lock(mutex_);
      ++count_;
    });
  }

private:
  asio::io_context &loop_;
  std::mutex mutex_;
  int count_ = 0;
};

void serve(asio::io_context &loop, unsigned count) {
  Register all(loop);
  all.store();
  all.add();
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < count; ++i) threads.emplace_back([&loop] { loop.run(); });
  for (auto &thread : threads) thread.join();
}
