// pingpong.cpp: a TCP echo over loopback on Boost.Asio, client and server coroutines on one thread: what the runtime
// costs where coroutines do what they are for. Argument: round trips. Prints CPU microseconds for each.
#include <boost/asio.hpp>

#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<void> readAll(tcp::socket &socket, char *byte) {
  co_await asio::async_read(socket, asio::buffer(byte, 1), asio::use_awaitable);
}
asio::awaitable<void> writeAll(tcp::socket &socket, const char *byte) {
  co_await asio::async_write(socket, asio::buffer(byte, 1), asio::use_awaitable);
}

asio::awaitable<void> serve(tcp::acceptor &acceptor, long rounds) {
  tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
  char byte;
  for (long i = 0; i < rounds; ++i) {
    co_await readAll(socket, &byte);
    co_await writeAll(socket, &byte);
  }
}

asio::awaitable<void> ask(tcp::endpoint where, long rounds) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(where, asio::use_awaitable);
  socket.set_option(tcp::no_delay(true));
  char byte = 'x';
  for (long i = 0; i < rounds; ++i) {
    co_await writeAll(socket, &byte);
    co_await readAll(socket, &byte);
  }
}

double cpuSeconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

int main(int, char **arguments) {
  const long rounds = std::atol(arguments[1]);
  asio::io_context context;
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
  asio::co_spawn(context, serve(acceptor, rounds), asio::detached);
  asio::co_spawn(context, ask(acceptor.local_endpoint(), rounds), asio::detached);
  const double start = cpuSeconds();
  context.run();
  std::printf("%.3f\n", (cpuSeconds() - start) * 1e6 / static_cast<double>(rounds));
}
