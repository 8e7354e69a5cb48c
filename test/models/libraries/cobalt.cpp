// RUN: %check %s
// The model of Boost.Cobalt: coroutines of one thread, whose operations are those of Asio with another token.
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/cobalt.hpp>

#include <chrono>
#include <thread>
#include <utility>

namespace asio = boost::asio;
namespace cobalt = boost::cobalt;
using namespace std::chrono_literals;

void settle() { std::this_thread::sleep_for(5ms); }
cobalt::task<int> answer();

namespace sleeps {

cobalt::task<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await boost::asio::steady_timer(co_await boost::cobalt::this_coro::executor, 50ms).async_wait(boost::cobalt::use_op)
  co_return;
}
cobalt::promise<void> inAPromise() {
  settle();  // expect: blocking-sleep
  co_return;
}
cobalt::detached inADetachedOne() {
  settle();  // expect: blocking-sleep
  co_return;
}
cobalt::thread onAThreadOfItsOwn() {
  settle();  // expect: blocking-sleep
  co_return;
}
cobalt::task<void> ofTheLibrary() {
  asio::steady_timer timer(co_await cobalt::this_coro::executor, 50ms);
  co_await timer.async_wait(cobalt::use_op);
}

}  // namespace sleeps

namespace waits {

cobalt::task<int> forATask() {
  co_return cobalt::run(answer());  // expect: blocking-wait
}
cobalt::task<void> forAThread(cobalt::thread &other) {
  other.join();  // expect: blocking-wait
  co_return;
}
cobalt::thread work();
cobalt::task<void> atTheEnd(bool ready) {
  auto other = work();  // expect: blocking-destructor
  if (ready) co_await answer();
}
cobalt::task<void> ofAnAwaitedThread() {  // there is nothing left to join
  co_await work();
  auto other = work();
  co_await other;
}
cobalt::task<int> theRightWay() {
  co_await cobalt::gather(answer(), answer());
  co_return co_await answer();
}

}  // namespace waits

namespace network {

cobalt::task<void> synchronous(asio::ip::tcp::socket &socket, asio::ip::tcp::endpoint peer) {
  socket.connect(peer);  // expect: blocking-network-io: async_connect
  co_return;
}
cobalt::task<void> asynchronous(asio::ip::tcp::socket &socket, asio::ip::tcp::endpoint peer) {
  co_await socket.async_connect(peer, cobalt::use_op);
}

}  // namespace network

namespace executors {

cobalt::task<void> onThePool() {
  settle();
  co_return;
}
cobalt::task<void> offloads(asio::thread_pool &pool) {
  co_await cobalt::spawn(asio::make_strand(pool.get_executor()), onThePool(), cobalt::use_op);
  settle();  // expect: blocking-sleep
}
cobalt::task<void> seemsToOffload(asio::thread_pool &pool) {
  co_await asio::post(pool, cobalt::use_op);  // expect: fake-offload
  settle();  // a note of the finding above
}

}  // namespace executors

// What is known of these is that they suspend: test/models/known.test asks.
namespace suspends {

struct timeout : cobalt::op<int> {
  void initiate(int handler) override;
};
cobalt::task<int> forAChannel(cobalt::channel<int> &channel) {
  co_await channel.write(1);
  co_await cobalt::as_result(channel.read());
  co_return co_await channel.read();
}
cobalt::task<void> forOnesOwnOperation() {
  timeout operation;
  co_await operation;
  co_await cobalt::noop<>();
}
cobalt::task<int> forPromises(cobalt::promise<int> one, cobalt::promise<void> other) {
  if (one.ready()) co_return one.get();
  one.cancel();
  +std::move(other);
  co_return co_await one;
}
cobalt::task<void> forAGroup(cobalt::wait_group &group, cobalt::promise<void> other) {
  group.push_back(std::move(other));
  co_await group.wait_one();
  co_await group.wait();
}
cobalt::task<void> forAScope(cobalt::wait_group &group) {
  co_await cobalt::with(  // expect: blocking-sleep
      &group, [](cobalt::wait_group *) { settle(); },
      [](cobalt::wait_group *all, std::exception_ptr) { return all->wait(); });
}
void detaches(cobalt::thread &other) {
  if (other.joinable()) other.detach();
}

}  // namespace suspends

cobalt::main co_main(int, char **) {
  co_await sleeps::ofTheLibrary();
  co_return co_await waits::theRightWay();
}
