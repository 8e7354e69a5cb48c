// RUN: %check %s detached-captures-local
// Timers and sockets give their operations up when their object dies: does the handler look at the error first?
#include <asio.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

class Probe {
public:
  explicit Probe(asio::io_context &io) : timer_(io), socket_(io) {}

  void countsErrors() {
    timer_.async_wait([this](std::error_code ec) {  // expect: detached-captures-local: may be taken out of its container
      if (ec) ++errors_;
      countsErrors();
    });
  }
  void looksTooLate() {
    timer_.async_wait([this](std::error_code ec) {  // expect: detached-captures-local
      ++rounds_;
      if (!ec) looksTooLate();
    });
  }
  void onlySomeErrors() {
    socket_.async_wait(asio::ip::tcp::socket::wait_read, [this](std::error_code ec) {  // expect: detached-captures-local
      if (ec == asio::error::eof) return;
      ++rounds_;
    });
  }
  void inAMethod() {
    timer_.async_wait([this](std::error_code ec) { onTime(ec); });  // expect: detached-captures-local
  }
  void bound() {
    timer_.async_wait(std::bind(&Probe::onTime, this, std::placeholders::_1));  // expect: detached-captures-local
  }

  // Innocent.
  void looks() {
    timer_.async_wait([this](std::error_code ec) {
      if (ec) return;
      ++rounds_;
      looks();
    });
  }
  void whenItWentWell() {
    timer_.async_wait([this](const std::error_code &ec) {
      if (!ec) {
        ++rounds_;
        whenItWentWell();
      }
    });
  }
  void unlessAborted() {
    timer_.async_wait([this](std::error_code ec) {
      if (ec == asio::error::operation_aborted) return;
      ++rounds_;
      if (ec) ++errors_;
    });
  }
  void withMore() {
    timer_.async_wait([this](std::error_code ec) {
      if (ec || stopped_) return;
      ++rounds_;
    });
  }
  void negated() {
    timer_.async_wait([this](std::error_code ec) {
      const bool well = ec != asio::error::operation_aborted;
      if (well && !stopped_) ++rounds_;
    });
  }
  void weak(std::weak_ptr<Probe> self) {
    timer_.async_wait([this, self](std::error_code ec) {
      if (!self.lock()) return;
      if (ec) ++errors_;
    });
  }
  void theMethodLooks() {
    timer_.async_wait([this](std::error_code ec) { onGoodTime(ec); });
    timer_.async_wait(std::bind(&Probe::onGoodTime, this, std::placeholders::_1));
  }

private:
  void onTime(const std::error_code &ec) {
    last_ = ec;
    if (!ec) bound();
  }
  void onGoodTime(const std::error_code &ec) {
    if (ec) return;
    ++rounds_;
  }
  asio::steady_timer timer_;
  asio::ip::tcp::socket socket_;
  std::error_code last_;
  int errors_ = 0, rounds_ = 0;
  bool stopped_ = false;
};

class House {
public:
  void remove(const std::string &name) { probes_.erase(name); }

private:
  std::map<std::string, std::shared_ptr<Probe>> probes_;
};

// Nobody takes it out of anything.
class Clock {
public:
  explicit Clock(asio::io_context &io) : timer_(io) {}
  void tick() {
    timer_.async_wait([this](std::error_code) {
      ++ticks_;
      tick();
    });
  }

private:
  asio::steady_timer timer_;
  int ticks_ = 0;
};

// Its other work shares it.
class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(asio::io_context &io) : timer_(io), socket_(io) {}
  void start() {
    socket_.async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](std::error_code) { self->start(); });
    timer_.async_wait([this](std::error_code ec) {  // expect: detached-captures-local: shared_from_this
      late_ = !ec;
    });
    timer_.async_wait([this](std::error_code ec) {
      if (!ec) socket_.close();
    });
  }

private:
  asio::steady_timer timer_;
  asio::ip::tcp::socket socket_;
  bool late_ = false;
};
