// RUN: %check %S blocking-network-io
// Synchronous operations of the real Boost.Asio inside its coroutines.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <string>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<std::size_t> blocks(tcp::socket socket, tcp::resolver resolver, std::string text) {
  const auto peers = resolver.resolve("example.org", "http");  // expect: blocking-network-io
  asio::connect(socket, peers);  // expect: blocking-network-io
  std::size_t n = asio::write(socket, asio::buffer(text));  // expect: blocking-network-io
  n += socket.read_some(asio::buffer(text));  // expect: blocking-network-io
  n += asio::read_until(socket, asio::dynamic_buffer(text), '\n');  // expect: blocking-network-io
  co_return n;
}

asio::awaitable<std::size_t> awaits(tcp::socket socket, tcp::resolver resolver, std::string text) {
  const auto peers = co_await resolver.async_resolve("example.org", "http", asio::use_awaitable);
  co_await asio::async_connect(socket, peers, asio::use_awaitable);
  std::size_t n = co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
  n += co_await socket.async_read_some(asio::buffer(text), asio::use_awaitable);
  co_return n;
}

asio::awaitable<std::size_t> doesNotWait(tcp::socket socket, std::string text) {
  socket.non_blocking(true);
  boost::system::error_code ec;
  co_return socket.read_some(asio::buffer(text), ec);
}

int main() {
  asio::io_context io;
  tcp::resolver resolver(io);
  resolver.resolve("localhost", "http");
  asio::co_spawn(io, blocks(tcp::socket(io), tcp::resolver(io), "hello"), asio::detached);
  asio::co_spawn(io, awaits(tcp::socket(io), tcp::resolver(io), "hello"), asio::detached);
  asio::co_spawn(io, doesNotWait(tcp::socket(io), "hello"), asio::detached);
  io.run();
}
