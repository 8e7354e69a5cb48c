// boost::bind makes a handler as std::bind does: what it binds must outlive the work.
#include <boost/asio.hpp>
#include <boost/bind/bind.hpp>
#include <boost/function.hpp>
#include <memory>
#include <utility>

namespace asio = boost::asio;

class Guest : public std::enable_shared_from_this<Guest> {
public:
  explicit Guest(asio::io_context &io, std::shared_ptr<asio::steady_timer> timer) : io_(io), timer_(timer) {}

  void forgets() {
    asio::post(io_, boost::bind(&Guest::leave, this));  // expect: detached-captures-local: what is bound here
    timer_->async_wait(boost::bind(&Guest::onTime, this, asio::placeholders::error));  // expect: detached-captures-local
  }
  void later() {
    boost::function<void()> work = boost::bind(&Guest::leave, this);  // expect: detached-captures-local
    asio::post(io_, std::move(work));
  }

  // Innocent.
  void keepsItself() {
    asio::post(io_, boost::bind(&Guest::leave, shared_from_this()));
    timer_->async_wait(boost::bind(&Guest::onTime, shared_from_this(), asio::placeholders::error));
  }
  void calledNow() { boost::bind(&Guest::leave, this)(); }

private:
  void leave();
  void onTime(const boost::system::error_code &);
  asio::io_context &io_;
  std::shared_ptr<asio::steady_timer> timer_;
};

void counts(asio::io_context &io, int count) {
  asio::post(io, boost::bind<void>([](int &c) { ++c; }, boost::ref(count)));  // expect: detached-captures-local
}

// Nobody says how long it lives.
class Host {
public:
  explicit Host(asio::io_context &io) : io_(io) {}
  void open() { asio::post(io_, boost::bind(&Host::close, this)); }

private:
  void close();
  asio::io_context &io_;
};

void arrive(asio::io_context &io) {
  auto guest = std::make_shared<Guest>(io, std::make_shared<asio::steady_timer>(io));
  guest->forgets();
  guest->keepsItself();
}
