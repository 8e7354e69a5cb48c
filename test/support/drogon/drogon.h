// Test stub of Drogon: coroutines, HTTP and database clients in their synchronous and asynchronous forms.
#pragma once
#include <stub/coroutine.h>
#include <trantor/net/EventLoop.h>

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace drogon {

template <typename T = void>
struct [[nodiscard]] Task {
  using promise_type = stub::promise<Task, T, std::suspend_always>;
  Task(Task &&) noexcept;
  ~Task();
  stub::awaiter<T> operator co_await() const noexcept;
};
struct AsyncTask {
  using promise_type = stub::promise<AsyncTask, void, std::suspend_never>;
};

template <typename AWAIT> int sync_wait(AWAIT &&);
template <typename Coro> void async_run(Coro &&) { __builtin_trap(); }
template <typename T> struct [[nodiscard]] LoopAwaiter : stub::awaiter<T> {};
template <typename T> LoopAwaiter<T> queueInLoopCoro(trantor::EventLoop *, std::function<T()>);
stub::awaiter<void> switchThreadCoro(trantor::EventLoop *) noexcept;
template <typename Rep, typename Period>
stub::awaiter<void> sleepCoro(trantor::EventLoop *, const std::chrono::duration<Rep, Period> &) noexcept;

class Mutex {
public:
  class ScopedCoroMutexAwaiter : public stub::awaiter<std::unique_ptr<Mutex>> {};
  [[nodiscard]] ScopedCoroMutexAwaiter scoped_lock();
};

struct HttpRequest;
struct HttpResponse;
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
enum class ReqResult { Ok, Timeout };
using HttpReqCallback = std::function<void(ReqResult, const HttpResponsePtr &)>;

namespace internal {
struct HttpRespAwaiter : stub::awaiter<HttpResponsePtr> {};
}  // namespace internal
class HttpClient {
public:
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr &, double timeout = 0);
  void sendRequest(const HttpRequestPtr &, const HttpReqCallback &, double timeout = 0);
  internal::HttpRespAwaiter sendRequestCoro(HttpRequestPtr, double timeout = 0);
};

class HttpAppFramework {
public:
  void run();
  HttpAppFramework &registerPreSendingAdvice(const std::function<void(const HttpRequestPtr &)> &);
  HttpAppFramework &registerBeginningAdvice(const std::function<void()> &);
};
HttpAppFramework &app();

namespace orm {
class Result {};
namespace internal {
struct [[nodiscard]] SqlAwaiter : stub::awaiter<Result> {};
}  // namespace internal
class DbClient {
public:
  template <typename... Arguments> const Result execSqlSync(const std::string &, Arguments &&...) noexcept(false);
  template <typename... Arguments> internal::SqlAwaiter execSqlCoro(const std::string &, Arguments &&...);
};
template <typename T>
class Mapper {
public:
  T findOne(int key) noexcept(false);
  void findOne(int key, const std::function<void(T)> &, const std::function<void(const std::exception &)> &) noexcept;
};
namespace internal {
template <typename T> struct MapperAwaiter : stub::awaiter<T> {};
}  // namespace internal
template <typename T>
class CoroMapper : public Mapper<T> {
public:
  internal::MapperAwaiter<T> findOne(int key);
};
}  // namespace orm

namespace nosql {
class RedisClient {
public:
  template <typename F, typename... Args> int execCommandSync(F &&, const char *, Args &&...) { __builtin_trap(); }
};
}  // namespace nosql

}  // namespace drogon
