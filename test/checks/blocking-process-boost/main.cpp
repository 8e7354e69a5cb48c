// RUN: %check %S blocking-process
// Boost.Process inside coroutines of Boost.Asio.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/process/child.hpp>
#include <boost/process/system.hpp>

#include <string>

namespace asio = boost::asio;
namespace process = boost::process;

asio::awaitable<int> runs(std::string command) {
  const int failed = process::system(command);  // expect: blocking-process
  process::child job(command);
  job.wait();  // expect: blocking-process
  co_return failed + job.exit_code();
}

asio::awaitable<bool> onlyLooks(process::child &job) {
  const bool busy = job.running();
  if (busy)
    job.detach();
  co_return busy;
}

asio::awaitable<int> offloads(asio::thread_pool &commands, std::string command) {
  co_return co_await asio::co_spawn(
      commands, [&command]() -> asio::awaitable<int> { co_return process::system(command); }, asio::use_awaitable);
}

int main() {
  asio::io_context io;
  asio::thread_pool commands(2);
  process::child job("true");
  asio::co_spawn(io, runs("true"), asio::detached);
  asio::co_spawn(io, onlyLooks(job), asio::detached);
  asio::co_spawn(io, offloads(commands, "true"), asio::detached);
  io.run();
  commands.join();
  job.wait();
}
