// RUN: %check %s
// The model of Boost.Beast on its real headers: HTTP and WebSocket over Asio, each call with its asynchronous twin.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <chrono>
#include <thread>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;
using WebSocket = beast::websocket::stream<beast::tcp_stream>;

asio::awaitable<Response> synchronousHttp(beast::tcp_stream &stream, asio::ip::tcp::endpoint peer, Request request) {
  stream.connect(peer);  // expect: blocking-network-io: async_connect
  http::write(stream, request);  // expect: blocking-network-io: async_write
  beast::flat_buffer buffer;
  Response response;
  http::read(stream, buffer, response);  // expect: blocking-network-io: async_read
  co_return response;
}
asio::awaitable<Response> asynchronousHttp(beast::tcp_stream &stream, asio::ip::tcp::endpoint peer, Request request) {
  stream.expires_after(std::chrono::seconds(5));
  co_await stream.async_connect(peer, asio::use_awaitable);
  co_await http::async_write(stream, request, asio::use_awaitable);
  beast::flat_buffer buffer;
  Response response;
  co_await http::async_read(stream, buffer, response, asio::use_awaitable);
  co_return response;
}

asio::awaitable<void> synchronousSocket(WebSocket &one, WebSocket &two, WebSocket &three) {
  one.handshake("example.org", "/");  // expect: blocking-network-io: async_handshake
  beast::flat_buffer buffer;
  two.read(buffer);  // expect: blocking-network-io: async_read
  three.write(buffer.data());  // expect: blocking-network-io: async_write
  co_return;
}
asio::awaitable<void> asynchronousSocket(WebSocket &socket) {
  co_await socket.async_handshake("example.org", "/", asio::use_awaitable);
  beast::flat_buffer buffer;
  co_await socket.async_read(buffer, asio::use_awaitable);
  co_await socket.async_close(beast::websocket::close_code::normal, asio::use_awaitable);
}

void handlers(WebSocket &socket, beast::flat_buffer &buffer) {
  socket.async_read(buffer, [](beast::error_code, std::size_t) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));  // expect: blocking-sleep
  });
}

int main() {
  Request request{http::verb::get, "/", 11};
  return request.body().empty() ? 0 : 1;
}
