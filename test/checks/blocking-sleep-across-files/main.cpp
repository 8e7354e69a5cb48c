// RUN: %check %S blocking-sleep
// The sleep is in another file, two calls below the coroutine.
#include "Pump.h"

#include <asio.hpp>

asio::awaitable<int> fill(Pump &pump) {
  pump.prime();  // expect: blocking-sleep
  co_return pump.level();
}

asio::awaitable<int> look(Pump &pump) { co_return pump.level(); }

int main() {
  asio::io_context io;
  Pump pump;
  pump.prime();
  asio::co_spawn(io, fill(pump), asio::detached);
  asio::co_spawn(io, look(pump), asio::detached);
  io.run();
}
