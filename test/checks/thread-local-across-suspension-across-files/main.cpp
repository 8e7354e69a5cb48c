// RUN: %check %S thread-local-across-suspension
// The getter is in another file; several threads run the loop.
#include "State.h"

#include <asio.hpp>

#include <thread>
#include <vector>

asio::awaitable<void> count(asio::steady_timer &timer) {
  State &mine = ofThisThread();  // expect: thread-local-across-suspension: 'mine' refers to the thread-local 'own'
  State &all = ofTheProgram();
  co_await timer.async_wait(asio::use_awaitable);
  ++mine.count;
  ++all.count;
}

int main() {
  asio::io_context io;
  asio::steady_timer timer(io);
  asio::co_spawn(io, count(timer), asio::detached);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&io] { io.run(); });
  for (auto &thread : threads) thread.join();
}
