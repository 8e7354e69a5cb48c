// RUN: %check %s fake-offload
// A co_await that names a pool and resumes on the old executor all the same, and the forms that do move the coroutine.
#include <asio.hpp>
#include <task.h>

#include <chrono>
#include <utility>

int crunch();

namespace direct {

asio::awaitable<int> posts(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);  // expect: fake-offload
  co_return crunch();
}
asio::awaitable<int> postsToTheExecutor(asio::thread_pool &pool) {
  co_await asio::post(pool.get_executor(), asio::use_awaitable);  // expect: fake-offload
  co_return crunch();
}
asio::awaitable<int> dispatches(asio::thread_pool &pool) {
  co_await asio::dispatch(pool, asio::use_awaitable);  // expect: fake-offload
  co_return crunch();
}
asio::awaitable<int> defers(asio::thread_pool &pool) {
  co_await asio::defer(pool, asio::use_awaitable);  // expect: fake-offload
  co_return crunch();
}
asio::awaitable<int> postsToAStrandOfThePool(asio::thread_pool &pool) {
  auto turns = asio::make_strand(pool);
  co_await asio::post(turns, asio::use_awaitable);  // expect: fake-offload
  co_return crunch();
}
asio::awaitable<int> postsWithAutoToken(asio::thread_pool &pool) {
  auto token = asio::use_awaitable;
  auto executor = pool.get_executor();
  co_await asio::post(executor, token);  // expect: fake-offload
  co_return crunch();
}
asio::awaitable<int> postsWithATypedToken(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable_t<>{});  // expect: fake-offload
  co_return crunch();
}
asio::awaitable<int> onOnePath(asio::thread_pool &pool, bool big) {
  if (big)
    co_await asio::post(pool, asio::use_awaitable);  // expect: fake-offload
  co_return crunch();
}

asio::awaitable<int> bindsTheToken(asio::thread_pool &pool) {
  const auto home = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  const int result = crunch();
  co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
  co_return result;
}
asio::awaitable<int> bindsTheExecutor(asio::thread_pool &pool) {
  co_await asio::dispatch(asio::bind_executor(pool.get_executor(), asio::use_awaitable));
  co_return crunch();
}
asio::awaitable<int> bindsAndNamesThePool(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::bind_executor(pool, asio::use_awaitable));
  co_return crunch();
}
asio::awaitable<int> spawnsOnThePool(asio::thread_pool &pool) {
  co_return co_await asio::co_spawn(
      pool, []() -> asio::awaitable<int> { co_return crunch(); }, asio::use_awaitable);
}
asio::awaitable<void> onlyYields() { co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable); }
asio::awaitable<void> onlyYieldsToItsLoop(asio::io_context &io) { co_await asio::post(io, asio::use_awaitable); }
void handlers(asio::thread_pool &pool) {
  asio::post(pool, [] { crunch(); });
  asio::dispatch(pool.get_executor(), [] { crunch(); });
  auto result = asio::post(pool, asio::use_future);
}

}  // namespace direct

namespace on_the_pool {  // this coroutine runs on the pool from the beginning: the post is a yield

asio::awaitable<int> alreadyThere(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);
  co_return crunch();
}
void start(asio::thread_pool &pool) { asio::co_spawn(pool, alreadyThere(pool), asio::detached); }

}  // namespace on_the_pool

namespace reach {

#define TO_POOL(pool) co_await asio::post(pool, asio::use_awaitable)

asio::awaitable<int> throughAMacro(asio::thread_pool &pool) {
  TO_POOL(pool);  // expect: fake-offload
  co_return crunch();
}

class Renderer {
public:
  explicit Renderer(asio::thread_pool &pool) : pool_(pool) {}
  virtual ~Renderer() = default;

  asio::awaitable<int> render() {
    co_await asio::post(pool_, asio::use_awaitable);  // expect: fake-offload
    co_return crunch();
  }
  virtual asio::awaitable<int> preview() {
    co_await asio::post(jobs_, asio::use_awaitable);  // expect: fake-offload
    co_return crunch();
  }
  asio::awaitable<int> both() { co_return co_await render() + co_await preview(); }

private:
  asio::thread_pool &pool_;
  asio::strand<asio::thread_pool::executor_type> jobs_{pool_.get_executor()};
};

asio::awaitable<void> hop(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);  // expect: fake-offload
}
asio::awaitable<void> realHop(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
}
asio::awaitable<int> throughAHelper(asio::thread_pool &pool) {
  co_await hop(pool);
  co_await realHop(pool);
  co_return crunch();
}

asio::awaitable<void> lambdaCoroutines(asio::thread_pool &pool) {
  auto work = [](asio::thread_pool &workers) -> asio::awaitable<int> {
    co_await asio::post(workers, asio::use_awaitable);  // expect: fake-offload
    co_return crunch();
  };
  auto any = [](auto &workers) -> asio::awaitable<int> {
    co_await asio::post(workers, asio::use_awaitable);  // expect: fake-offload
    co_return crunch();
  };
  co_await work(pool);
  co_await any(pool);
}
template <class Pool> asio::awaitable<int> instantiated(Pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);  // expect: fake-offload
  co_return crunch();
}
template asio::awaitable<int> instantiated(asio::thread_pool &);
template <class T> asio::awaitable<T> neverInstantiated(asio::thread_pool &pool, T value) {
  co_await asio::post(pool, asio::use_awaitable);  // expect: fake-offload
  co_return value;
}

}  // namespace reach

int main() {
  asio::io_context io;
  asio::thread_pool pool(2);
  asio::co_spawn(io, direct::posts(pool), asio::detached);
  asio::co_spawn(io, direct::bindsTheToken(pool), asio::detached);
  on_the_pool::start(pool);
  direct::handlers(pool);
  io.run();
  pool.join();
}
