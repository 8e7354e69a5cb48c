// RUN: %check %S blocking-destructor
// The destructor that waits is in another file.
#include "Trace.h"

#include <asio.hpp>

asio::awaitable<void> request(int id) {
  Trace trace;  // expect: blocking-destructor
  trace.add(id);
  co_return;
}

asio::awaitable<void> requestWithASharedTrace(Trace &trace, int id) {
  Mark mark(trace);
  trace.add(id);
  co_return;
}

int main() {
  asio::io_context io;
  Trace trace;
  asio::co_spawn(io, request(1), asio::detached);
  asio::co_spawn(io, requestWithASharedTrace(trace, 2), asio::detached);
  io.run();
}
