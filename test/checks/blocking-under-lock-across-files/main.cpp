// RUN: %check %S blocking-under-lock
// The handler that waits, the lock, and the work under it stand in three files.
#include "Index.h"

#include <asio.hpp>

#include <string>
#include <thread>

asio::awaitable<int> answer(Index &index, std::string key) { co_return index.find(key); }

int main() {
  asio::io_context io;
  Index index;
  std::jthread saver([&index] { index.save(); });
  std::jthread other([&index] { index.saveACopy(); });
  asio::co_spawn(io, answer(index, "a"), asio::detached);
  io.run();
}
