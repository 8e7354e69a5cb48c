// RUN: %check %S fake-offload
// The hop that is none, with the real Boost.Asio.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;

int crunch();

asio::awaitable<int> staysOnTheLoop(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);  // expect: fake-offload
  int result = crunch();
  co_await asio::dispatch(pool.get_executor(), asio::use_awaitable);  // expect: fake-offload
  co_return result + crunch();
}

asio::awaitable<int> movesToThePool(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  const int result = crunch();
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  co_return result;
}

int main() {
  asio::io_context io;
  asio::thread_pool pool(2);
  asio::co_spawn(io, staysOnTheLoop(pool), asio::detached);
  asio::co_spawn(io, movesToThePool(pool), asio::detached);
  io.run();
  pool.join();
}
