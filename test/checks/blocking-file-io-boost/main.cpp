// RUN: %check %S blocking-file-io
// A file server on the real Boost.Asio: callbacks, a coroutine, and a pool that is made for the disk.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

std::string slurp(const std::string &name) {
  std::ifstream in(name);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(tcp::socket client) : client_(std::move(client)) {}

  void start() {
    client_.async_read_some(asio::buffer(in_), [self = shared_from_this()](auto ec, std::size_t) {
      if (!ec)
        self->send(slurp("index.html"));  // expect: blocking-file-io
    });
  }

private:
  void send(std::string page) {
    page_ = std::move(page);
    asio::async_write(client_, asio::buffer(page_), [self = shared_from_this()](auto, std::size_t) {});
  }

  tcp::socket client_;
  std::array<char, 512> in_{};
  std::string page_;
};

asio::awaitable<void> serve(tcp::socket client) {
  const std::string page = slurp("index.html");  // expect: blocking-file-io
  co_await asio::async_write(client, asio::buffer(page), asio::use_awaitable);
}

asio::awaitable<void> serveFromThePool(tcp::socket client, asio::thread_pool &disk) {
  const std::string page = co_await asio::co_spawn(
      disk, []() -> asio::awaitable<std::string> { co_return slurp("index.html"); }, asio::use_awaitable);
  co_await asio::async_write(client, asio::buffer(page), asio::use_awaitable);
}

int main() {
  asio::io_context io;
  asio::thread_pool disk(8);
  std::make_shared<Session>(tcp::socket(io))->start();
  asio::co_spawn(io, serve(tcp::socket(io)), asio::detached);
  asio::co_spawn(io, serveFromThePool(tcp::socket(io), disk), asio::detached);
  io.run();
  disk.join();
}
