// RUN: %check %S blocking-network-io
// Synchronous network calls in handlers: the answer is written, and a name resolved, on the loop's thread.
#include <asio.hpp>

#include <array>
#include <memory>
#include <string>
#include <thread>
#include <utility>

using asio::ip::tcp;
using asio::error_code;

class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(tcp::socket client) : client_(std::move(client)) {}

  void start() {
    client_.async_read_some(asio::buffer(in_), [self = shared_from_this()](error_code ec, std::size_t n) {
      if (ec)
        return;
      self->answer(n);  // expect: blocking-network-io
      self->start();
    });
  }
  void startWell() {
    client_.async_read_some(asio::buffer(in_), [self = shared_from_this()](error_code ec, std::size_t n) {
      if (ec)
        return;
      asio::async_write(self->client_, asio::buffer(self->in_.data(), n),
                        [self](error_code, std::size_t) { self->startWell(); });
    });
  }

private:
  void answer(std::size_t n) { asio::write(client_, asio::buffer(in_.data(), n)); }

  tcp::socket client_;
  std::array<char, 1024> in_{};
};

class Server {
public:
  Server(asio::io_context &io, asio::thread_pool &pool)
      : acceptor_(io, tcp::endpoint(tcp::v4(), 80)), names_(io), pool_(pool) {}

  void accept() {
    acceptor_.async_accept([this](error_code ec, tcp::socket client) {
      if (ec)
        return;
      names_.resolve("example.org", "http");  // expect: blocking-network-io
      asio::post(pool_, [this] { names_.resolve("example.org", "http"); });
      std::make_shared<Session>(std::move(client))->start();
      accept();
    });
  }

private:
  tcp::acceptor acceptor_;
  tcp::resolver names_;
  asio::thread_pool &pool_;
};

int main() {
  asio::io_context io;
  asio::thread_pool pool(2);
  tcp::resolver(io).resolve("localhost", "http");
  Server server(io, pool);
  server.accept();
  std::make_shared<Session>(tcp::socket(io))->startWell();
  io.run();
  pool.join();
}
