// RUN: %check %s blocking-network-io
// A class that is derived from the library's has a method of its own with the name of one that blocks: what its body does counts.
#include <asio.hpp>
#include <functional>
#include <utility>

using tcp = asio::ip::tcp;
using Done = std::function<void(asio::error_code)>;

class Lane : public tcp::socket {
public:
  using tcp::socket::socket;
  void connect(const tcp::endpoint &to, Done done) { async_connect(to, std::move(done)); }
};

class SlowLane : public tcp::socket {
public:
  using tcp::socket::socket;
  void connect(const tcp::endpoint &to, Done done) {
    asio::error_code error;
    tcp::socket::connect(to, error);
    done(error);
  }
};

class Bridge {
public:
  Bridge(Lane &lane, SlowLane &slow, tcp::acceptor &acceptor) : lane_(lane), slow_(slow), acceptor_(acceptor) {}
  void open(tcp::endpoint to) {
    acceptor_.async_accept([this, to](asio::error_code, tcp::socket) {
      lane_.connect(to, [](asio::error_code) {});
      slow_.connect(to, [](asio::error_code) {});  // expect: blocking-network-io
    });
  }

private:
  Lane &lane_;
  SlowLane &slow_;
  tcp::acceptor &acceptor_;
};
