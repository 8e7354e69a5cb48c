// RUN: %check %s
// The model of asio-grpc: the thread that runs a GrpcContext is a loop, and a handler of requests runs on it.
#include <agrpc/asio_grpc.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <chrono>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

struct Service {};
void settle() { std::this_thread::sleep_for(5ms); }

namespace requests {

asio::awaitable<bool> answer(agrpc::ServerRPC &rpc, agrpc::Request &) {
  settle();  // expect: blocking-sleep
  co_return co_await rpc.finish(agrpc::Response(), 0, asio::use_awaitable);
}
void ofCoroutines(agrpc::GrpcContext &context, Service &service) {
  agrpc::register_awaitable_rpc_handler<agrpc::ServerRPC>(
      context, service,
      [](agrpc::ServerRPC &rpc, agrpc::Request &request) -> asio::awaitable<void> { co_await answer(rpc, request); },
      asio::detached);
}
void ofCallbacks(agrpc::GrpcContext &context, Service &service) {
  agrpc::register_callback_rpc_handler<agrpc::ServerRPC>(
      context, service, [](agrpc::ServerRPC &, agrpc::Request &) { settle(); },  // expect: blocking-sleep
      asio::detached);
}

}  // namespace requests

namespace calls {

asio::awaitable<int> toAServer(agrpc::GrpcContext &context) {
  agrpc::Response response;
  co_return co_await agrpc::ClientRPC::request(context, agrpc::Request(), response, asio::use_awaitable);
}
asio::awaitable<void> afterATime(agrpc::GrpcContext &context) {
  agrpc::Alarm alarm(context);
  co_await alarm.wait(std::chrono::system_clock::now() + 50ms, asio::use_awaitable);
}
asio::awaitable<void> onALoopInTheLoop(agrpc::GrpcContext &context) {
  context.run();  // expect: blocking-wait
  context.poll();
  co_return;
}

}  // namespace calls

namespace loops {

void together() {
  asio::io_context io;
  agrpc::GrpcContext context;
  asio::post(io, [&] { agrpc::run(context, io); });  // serves the tasks of both
  io.run();
}
void withAnother() {
  asio::io_context io, other;
  agrpc::GrpcContext context;
  asio::post(io, [&] {
    agrpc::run(context, other);  // expect: blocking-wait
  });
  io.run();
}

}  // namespace loops

int main() {
  agrpc::GrpcContext context;
  Service service;
  requests::ofCoroutines(context, service);
  requests::ofCallbacks(context, service);
  context.run();
}
