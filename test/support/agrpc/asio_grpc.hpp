// Test stub of asio-grpc: its loop, calls, alarms, and handlers of requests, over the real Boost.Asio.
#pragma once
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>

namespace agrpc {

class GrpcContext;
class BasicGrpcExecutor {
public:
  GrpcContext &context() const noexcept;
};
class GrpcContext {
public:
  using executor_type = BasicGrpcExecutor;
  bool run();
  bool run_until(std::chrono::system_clock::time_point);
  bool poll();
  executor_type get_executor() noexcept;
};

/// Runs both on this thread.
template <class ExecutionContext> void run(GrpcContext &, ExecutionContext &) { __builtin_trap(); }

template <class Executor>
class BasicAlarm {
public:
  explicit BasicAlarm(GrpcContext &);
  template <class Token> boost::asio::awaitable<bool> wait(std::chrono::system_clock::time_point, Token &&);
};
using Alarm = BasicAlarm<BasicGrpcExecutor>;

struct Request {};
struct Response {};
namespace detail {
class ClientRPCUnaryBase {
public:
  template <class Token> static boost::asio::awaitable<int> request(GrpcContext &, const Request &, Response &, Token &&);
};
}  // namespace detail
class ClientRPC : public detail::ClientRPCUnaryBase {};
class ServerRPC {
public:
  template <class Token> boost::asio::awaitable<bool> finish(const Response &, int status, Token &&);
};

template <class RPC, class Service, class Handler, class Token>
void register_awaitable_rpc_handler(GrpcContext &, Service &, Handler &&, Token &&) { __builtin_trap(); }
template <class RPC, class Service, class Handler, class Token>
void register_callback_rpc_handler(GrpcContext &, Service &, Handler &&, Token &&) { __builtin_trap(); }

}  // namespace agrpc
