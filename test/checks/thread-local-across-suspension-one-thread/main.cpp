// RUN: %check %S thread-local-across-suspension
// One thread runs the loop, so what belongs to it stays right. A buffer does not: others run in between.
#include <asio.hpp>

#include <cstring>

thread_local int depth;
int sink;

asio::awaitable<void> count(asio::steady_timer &timer, int error) {
  int &mine = depth;
  const char *message = std::strerror(error);  // expect: thread-local-across-suspension: the buffer of 'strerror'
  co_await timer.async_wait(asio::use_awaitable);
  ++mine;
  sink = message[0];
}

int main() {
  asio::io_context io;
  asio::steady_timer timer(io);
  asio::co_spawn(io, count(timer, 2), asio::detached);
  io.run();
}
