// RUN: %check %S blocking-lock
// The coroutine, the lock and the long holder: the last two are in another file.
#include "Ledger.h"

#include <asio.hpp>

#include <string>
#include <thread>

asio::awaitable<void> record(Ledger &ledger, std::string line) {
  ledger.add(line);  // expect: blocking-lock
  co_return;
}

int main() {
  asio::io_context io;
  Ledger ledger;
  std::thread compactor([&ledger] { ledger.compact(); });
  ledger.add("start");
  asio::co_spawn(io, record(ledger, "first"), asio::detached);
  io.run();
  compactor.join();
}
