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

// Made anew while its operations are under way: the pointer in the map is emptied first.
class Meter {
public:
  explicit Meter(asio::io_context &io) : socket_(io) {}
  void read() {
    socket_.async_wait(asio::ip::tcp::socket::wait_read, [this](std::error_code ec) {  // expect: detached-captures-local
      failed_ = bool(ec);
      read();
    });
  }
  void readWell() {
    socket_.async_wait(asio::ip::tcp::socket::wait_read, [this](std::error_code ec) {
      if (ec) return;
      failed_ = false;
    });
  }

private:
  asio::ip::tcp::socket socket_;
  bool failed_ = false;
};

class Cellar {
public:
  void replace(const std::string &name, asio::io_context &io) {
    auto &meter = meters_[name];
    meter = nullptr;
    meter = std::make_unique<Meter>(io);
  }

private:
  std::map<std::string, std::unique_ptr<Meter>> meters_;
};

// The same by `reset()`, and through what was found.
class Valve {
public:
  explicit Valve(asio::io_context &io) : timer_(io) {}
  void turn() {
    timer_.async_wait([this](std::error_code ec) {  // expect: detached-captures-local
      if (ec) ++errors_;
    });
  }

private:
  asio::steady_timer timer_;
  int errors_ = 0;
};

void shut(std::map<std::string, std::shared_ptr<Valve>> &valves, const std::string &name) {
  auto found = valves.find(name);
  if (found != valves.end()) found->second.reset();
}

// Made once; and a variable that is emptied is no element.
class Gauge {
public:
  explicit Gauge(asio::io_context &io) : timer_(io) {}
  void watch() {
    timer_.async_wait([this](std::error_code ec) {
      if (ec) ++errors_;
    });
  }

private:
  asio::steady_timer timer_;
  int errors_ = 0;
};

class Boiler {
public:
  void fit(asio::io_context &io) {
    std::unique_ptr<Gauge> gauge = std::make_unique<Gauge>(io);
    gauges_["steam"] = std::move(gauge);
    gauge = nullptr;
  }

private:
  std::map<std::string, std::unique_ptr<Gauge>> gauges_;
};

// The work keeps the timer and not its object.
class Sweeper : public std::enable_shared_from_this<Sweeper> {
public:
  explicit Sweeper(asio::io_context &io) : timer_(std::make_shared<asio::steady_timer>(io)), own_(io) {}
  void sweep() {
    timer_->async_wait([this, timer = timer_](std::error_code ec) {  // expect: detached-captures-local
      if (!ec) sweep();
    });
  }
  void sweepWhole(std::shared_ptr<Sweeper> self) {
    timer_->async_wait([this, self, timer = timer_](std::error_code ec) {
      if (!ec) sweepWhole(self);
    });
  }
  void sweepAlone() {
    own_.async_wait([this](std::error_code ec) {
      if (!ec) sweepAlone();
    });
  }

private:
  std::shared_ptr<asio::steady_timer> timer_;
  asio::steady_timer own_;
};

// Guards keep it, as they do an object that is deleted late.
class Late {
public:
  class DestructorGuard {
  public:
    explicit DestructorGuard(Late *object);
    ~DestructorGuard();

  private:
    Late *object_;
  };
};

class Round : public Late {
public:
  explicit Round(asio::io_context &io) : io_(io) {}
  void all() {
    DestructorGuard guard(this);
    next();
  }
  void next() {
    asio::post(io_, [this] { ++rounds_; });  // expect: detached-captures-local
  }
  void guarded() {
    asio::post(io_, [this, guard = DestructorGuard(this)] { ++rounds_; });
  }

private:
  asio::io_context &io_;
  int rounds_ = 0;
};
