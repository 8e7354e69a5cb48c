// RUN: %check %s blocking-sleep
// A loop with a thread of its own, which only the worker itself feeds, by post and by one timer, may be held up by its work.
#include <asio.hpp>

#include <chrono>
#include <functional>
#include <thread>

using namespace std::chrono_literals;

class Clock {
public:
  Clock() : next_(queue_) {}
  void start() {
    running_ = true;
    asio::post(queue_, std::bind(&Clock::ask, this));
    thread_ = std::thread(std::bind(&Clock::run, this));
  }

private:
  void run() {
    while (running_) queue_.run();
  }
  void ask() {
    std::this_thread::sleep_for(1s);
    next_.expires_after(1h);
    next_.async_wait([this](const asio::error_code &failed) {
      if (!failed) ask();
    });
  }

  bool running_ = false;
  asio::io_context queue_;
  asio::steady_timer next_;
  std::thread thread_;
};

// The second timer is somebody to hold up.
class Station {
public:
  Station() : poll_(loop_), beat_(loop_) {}
  void start() {
    poll();
    beat();
    thread_ = std::thread([this] { loop_.run(); });
  }

private:
  void poll() {
    poll_.expires_after(1s);
    poll_.async_wait([this](const asio::error_code &) {
      std::this_thread::sleep_for(1s);  // expect: blocking-sleep
      poll();
    });
  }
  void beat() {
    beat_.expires_after(10ms);
    beat_.async_wait([this](const asio::error_code &) { beat(); });
  }

  asio::io_context loop_;
  asio::steady_timer poll_, beat_;
  std::thread thread_;
};

// So is a socket.
class Peer {
public:
  Peer() : next_(loop_), socket_(loop_) {}
  void start() {
    next_.expires_after(1s);
    next_.async_wait([](const asio::error_code &) {
      std::this_thread::sleep_for(1s);  // expect: blocking-sleep
    });
    thread_ = std::thread([this] { loop_.run(); });
  }

private:
  asio::io_context loop_;
  asio::steady_timer next_;
  asio::ip::tcp::socket socket_;
  std::thread thread_;
};

// And where `main` turns the loop, it is the program's.
class Timer {
public:
  explicit Timer(asio::io_context &loop) : next_(loop) {}
  void start() {
    next_.expires_after(1s);
    next_.async_wait([](const asio::error_code &) {
      std::this_thread::sleep_for(1s);  // expect: blocking-sleep
    });
  }

private:
  asio::steady_timer next_;
};

int main() {
  Clock().start();
  Station().start();
  Peer().start();
  asio::io_context loop;
  Timer timer(loop);
  timer.start();
  loop.run();
}
