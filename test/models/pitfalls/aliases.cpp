// RUN: %check %s
// Types and namespaces under other names: they are matched by what they stand for.
#include <asio.hpp>

#include <chrono>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

namespace project {

template <class T = void> using Task = asio::awaitable<T>;
template <class T = void> using StrandTask = asio::awaitable<T, asio::strand<asio::io_context::executor_type>>;
using Reply = Task<int>;
typedef asio::thread_pool Pool;
namespace rest = std::this_thread;
using std::this_thread::sleep_for;

Task<> aliasTemplate() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await asio::steady_timer(co_await asio::this_coro::executor, 50ms)
  co_return;
}
Reply alias() {
  rest::sleep_for(50ms);  // expect: blocking-sleep: co_await asio::steady_timer
  co_return 1;
}
Task<> usingDeclaration() {
  sleep_for(50ms);  // expect: blocking-sleep
  co_return;
}
auto deduced() -> decltype(aliasTemplate()) {
  sleep_for(50ms);  // expect: blocking-sleep
  co_return;
}
Task<> FN_functionPointer() {  // the address of a function of a library is not followed
  void (*pause)(const std::chrono::milliseconds &) = sleep_for;
  pause(50ms);
  co_return;
}
void jobs(Pool &pool, asio::io_context &io) {
  asio::post(pool, [] { sleep_for(5ms); });
  asio::post(io, [] {
    sleep_for(5ms);  // expect: blocking-sleep
  });
}

}  // namespace project

int main() {
  asio::io_context io;
  project::Pool pool(2);
  project::jobs(pool, io);
  io.run();
}
