// RUN: %check %s detached-captures-local
// `this` that is bound to a method, in a class whose other work keeps the object alive.
#include <asio.hpp>

#include <functional>
#include <memory>
#include <vector>
#include <string>
#include <system_error>
#include <thread>

struct Hotel;
class Guest : public std::enable_shared_from_this<Guest> {
public:
  explicit Guest(asio::io_context &io, std::shared_ptr<asio::steady_timer> timer) : io_(io), timer_(timer), own_(io) {}

  void keepsItself() {
    asio::post(io_, std::bind(&Guest::leave, shared_from_this()));
    asio::post(io_, std::bind(&Guest::leaveWith, this, shared_from_this()));
    asio::post(io_, std::bind_front(&Guest::leave, shared_from_this()));
    timer_->async_wait(std::bind(&Guest::onTime, shared_from_this(), std::placeholders::_1));
  }
  void forgets() {
    asio::post(io_, std::bind(&Guest::leave, this));  // expect: detached-captures-local: what is bound here
    asio::post(io_, std::bind_front(&Guest::leave, this));  // expect: detached-captures-local
    timer_->async_wait(std::bind(&Guest::onTime, this, std::placeholders::_1));  // expect: detached-captures-local
  }
  void later() {
    auto bound = std::bind(&Guest::leave, this);  // expect: detached-captures-local
    asio::post(io_, bound);
  }
  void joined() {
    std::thread thread(std::bind(&Guest::leave, this));
    thread.join();
  }
  void calledNow() { std::bind(&Guest::leave, this)(); }
  // Text that is shared keeps nobody alive; what may hold the guest does.
  void withText(std::shared_ptr<std::string> text) {
    asio::post(io_, [this, text] { leave(); });  // expect: detached-captures-local
  }
  void withOwner(std::shared_ptr<Hotel> hotel) {
    asio::post(io_, [this, hotel] { leave(); });
  }
  void withWork(std::shared_ptr<std::vector<std::function<void()>>> work) {
    asio::post(io_, [this, work] { leave(); });
  }

private:
  void leave();
  void leaveWith(std::shared_ptr<Guest> self);
  void onTime(const std::error_code &);
  asio::io_context &io_;
  std::shared_ptr<asio::steady_timer> timer_;
  asio::steady_timer own_;
};

// Nobody says how long it lives.
class Host {
public:
  explicit Host(asio::io_context &io) : io_(io) {}
  void open() { asio::post(io_, std::bind(&Host::close, this)); }

private:
  void close();
  asio::io_context &io_;
};
