// RUN: %check %S blocking-file-io
// The read is two calls and two files below the coroutine.
#include "Settings.h"

#include <asio.hpp>

asio::awaitable<int> reconfigure() {
  const Settings settings = loadSettings("server.conf");  // expect: blocking-file-io: loadSettings
  co_return settings.port;
}

asio::awaitable<int> reset() { co_return defaultSettings().port; }

int main() {
  const Settings settings = loadSettings("server.conf");
  asio::io_context io;
  asio::co_spawn(io, reconfigure(), asio::detached);
  asio::co_spawn(io, reset(), asio::detached);
  io.run();
  return settings.port == 0;
}
