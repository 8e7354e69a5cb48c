// RUN: %check %s
// The model of Asio on the real headers of Boost.Asio: the same entries serve `asio::` and `boost::asio::`.
#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <exception>
#include <string>
#include <thread>
#include <utility>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Socket = asio::ip::tcp::socket;
using Buffer = std::array<char, 64>;

void settle() { std::this_thread::sleep_for(5ms); }
void report(std::exception_ptr);

namespace sleeps {

asio::awaitable<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 50ms).async_wait(boost::asio::use_awaitable)
  co_return;
}
asio::awaitable<void> ofTheThreadUntil(std::chrono::steady_clock::time_point due) {
  std::this_thread::sleep_until(due);  // expect: blocking-sleep: boost::asio::basic_waitable_timer<CLOCK>(co_await boost::asio::this_coro::executor, due)
  co_return;
}
// The reader names the clock: a timer of another clock does not take its place.
asio::awaitable<void> ofTheThreadUntilOnAnotherClock(std::chrono::system_clock::time_point due) {
  std::this_thread::sleep_until(due);  // expect: blocking-sleep: boost::asio::basic_waitable_timer<CLOCK>
  co_return;
}
asio::awaitable<void> ofTheLibrary() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 50ms);
  co_await timer.async_wait(asio::use_awaitable);
  boost::system::error_code error;
  timer.expires_after(1s);
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace sleeps

namespace waits {

asio::awaitable<void> forATimer(asio::steady_timer &timer) {
  timer.wait();  // expect: blocking-wait
  co_return;
}
asio::awaitable<void> forAnotherLoop(asio::io_context &other) {
  other.run();  // expect: blocking-wait
  other.poll();
  co_return;
}
asio::awaitable<void> forAPool(asio::thread_pool &pool) {
  pool.join();  // expect: blocking-wait
  co_return;
}
asio::awaitable<int> forAFuture(asio::io_context &io, asio::awaitable<int> work) {
  auto result = asio::co_spawn(io, std::move(work), asio::use_future);
  co_return result.get();  // expect: blocking-wait
}
asio::awaitable<int> theRightWay(asio::io_context &io, asio::awaitable<int> work) {
  co_return co_await asio::co_spawn(io, std::move(work), asio::use_awaitable);
}

}  // namespace waits

namespace network {

asio::awaitable<std::size_t> synchronous(Socket socket, Buffer &buffer, asio::ip::tcp::endpoint peer) {
  socket.connect(peer);  // expect: blocking-network-io: async_connect
  co_return asio::read(socket, asio::buffer(buffer));  // expect: blocking-network-io: co_await async_read(ARGUMENTS, boost::asio::use_awaitable)
}
asio::awaitable<void> synchronousSteps(Socket &one, Socket &two, asio::ip::tcp::acceptor &door,
                                       asio::ip::udp::socket &letters, asio::ip::tcp::resolver &names, Buffer &buffer) {
  one.read_some(asio::buffer(buffer));  // expect: blocking-network-io: async_read_some
  asio::write(two, asio::buffer(buffer));  // expect: blocking-network-io: async_write
  auto guest = door.accept();  // expect: blocking-network-io: async_accept
  letters.receive(asio::buffer(buffer));  // expect: blocking-network-io: async_receive
  letters.send(asio::buffer(buffer));  // a datagram does not wait for its peer
  auto found = names.resolve("example.org", "https");  // expect: blocking-network-io: async_resolve
  co_return;
}
asio::awaitable<std::size_t> nonblocking(Socket socket, Buffer &buffer) {
  socket.non_blocking(true);
  co_return socket.read_some(asio::buffer(buffer));
}
asio::awaitable<std::size_t> asynchronous(Socket socket, Buffer &buffer, asio::ip::tcp::endpoint peer) {
  co_await socket.async_connect(peer, asio::use_awaitable);
  co_return co_await asio::async_read(socket, asio::buffer(buffer), asio::use_awaitable);
}

}  // namespace network

namespace executors {

void jobs(asio::io_context &io, asio::thread_pool &pool, asio::strand<asio::io_context::executor_type> strand) {
  asio::post(io, [] {
    settle();  // expect: blocking-sleep
  });
  asio::dispatch(io.get_executor(), [] {
    settle();  // expect: blocking-sleep
  });
  asio::post(strand, [] {
    settle();  // expect: blocking-sleep
  });
  asio::post(asio::bind_executor(io, [] {
    settle();  // expect: blocking-sleep
  }));
  asio::post(pool, [] { settle(); });
  asio::post(asio::make_strand(pool), [] { settle(); });
  asio::post(asio::bind_executor(pool, [] { settle(); }));
}
void callbacks(Socket &socket, asio::steady_timer &timer, asio::signal_set &signals, Buffer &buffer) {
  timer.async_wait([](boost::system::error_code) {
    settle();  // expect: blocking-sleep
  });
  asio::async_read(socket, asio::buffer(buffer), [](boost::system::error_code, std::size_t) {
    settle();  // expect: blocking-sleep
  });
  signals.async_wait([](boost::system::error_code, int) {
    settle();  // expect: blocking-sleep
  });
}
void tasks(asio::io_context &io, asio::thread_pool &pool) {
  auto onTheLoop = []() -> asio::awaitable<void> {
    settle();  // expect: blocking-sleep
    co_return;
  };
  auto onThePool = []() -> asio::awaitable<void> {
    settle();
    co_return;
  };
  asio::co_spawn(io, onTheLoop, report);
  asio::co_spawn(pool, onThePool, report);
}
asio::awaitable<int> offloads(asio::thread_pool &pool) {
  co_await asio::co_spawn(
      pool,
      []() -> asio::awaitable<void> {
        settle();
        co_return;
      },
      asio::use_awaitable);
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  settle();  // on the pool
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  co_return 1;
}
asio::awaitable<void> seemsToOffload(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);  // expect: fake-offload: bind_executor
  settle();  // a note of the finding above
}

}  // namespace executors

namespace destructors {

asio::awaitable<void> ofAPool() {
  asio::thread_pool pool(2);  // expect: pool-per-call, blocking-destructor
  asio::post(pool, [] { settle(); });
  co_return;
}

}  // namespace destructors

namespace channels {

using Numbers = asio::experimental::channel<void(boost::system::error_code, int)>;

asio::awaitable<int> triesFirst(Numbers &numbers) {
  int number = 0;
  const bool there = numbers.try_receive([&number](boost::system::error_code, int next) { number = next; });
  numbers.try_receive([](boost::system::error_code, int) { settle(); });  // expect: blocking-sleep
  if (!there) number = co_await numbers.async_receive(asio::use_awaitable);
  if (!numbers.try_send(boost::system::error_code(), number))
    co_await numbers.async_send(boost::system::error_code(), number, asio::use_awaitable);
  co_return number;
}

}  // namespace channels

int main() {
  asio::io_context io;
  asio::thread_pool pool(4);
  asio::steady_timer timer(io);
  asio::signal_set signals(io, 2);
  Socket socket(io);
  Buffer buffer;
  executors::jobs(io, pool, asio::make_strand(io));
  executors::callbacks(socket, timer, signals, buffer);
  executors::tasks(io, pool);
  io.run();
  pool.join();
}
