// Asio, Boost's or the one that stands alone: a function and a coroutine handed to its pool.
#include "Measure.h"

#if __has_include(<boost/asio.hpp>)
#include <boost/asio.hpp>
namespace asio = boost::asio;
#elif __has_include(<asio.hpp>)
#include <asio.hpp>
#else
#error "there is neither <boost/asio.hpp> nor <asio.hpp>"
#endif

#include <atomic>

namespace {

std::atomic<std::size_t> done{0};

void posts(std::size_t count) {
  asio::thread_pool pool(poolThreads);
  for (std::size_t i = 0; i < count; ++i) asio::post(pool, [] { done.fetch_add(1, std::memory_order_relaxed); });
  pool.join();
}

asio::awaitable<void> once() {
  done.fetch_add(1, std::memory_order_relaxed);
  co_return;
}

void coroutines(std::size_t count) {
  asio::thread_pool pool(poolThreads);
  for (std::size_t i = 0; i < count; ++i) asio::co_spawn(pool, once(), asio::detached);
  pool.join();
}

}  // namespace

int main() {
  measure("asio::post", 50'000, posts);
  measure("asio::co_spawn", 20'000, coroutines);
}
