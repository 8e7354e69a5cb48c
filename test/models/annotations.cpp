// What functions say of themselves, by the macros of cotidy.h. A body could not tell it. attributes.cpp has what clang
// itself lets them say.
// RUN: %check %s
// RUN: %check --tool plugin %s
// RUN: g++ -std=c++20 -fsyntax-only -Wall -Wextra -Wattributes -Wpedantic -Werror -isystem %root/test/support %s
#include "../../models/include/cotidy.h"

#include "asio.hpp"

#include <future>
#include <memory>
#include <thread>

namespace our {

COTIDY_BLOCKING void fetch(int key);
[[nodiscard]] COTIDY_BLOCKING int fetchOne(int key);
COTIDY_NONBLOCKING void look(std::future<int> &answer);

// A body that would tell otherwise.
COTIDY_BLOCKING inline void fetchInline(int) {}
COTIDY_NONBLOCKING inline int ask(std::future<int> &answer) { return answer.get(); }
inline int askPlainly(std::future<int> &answer) { return answer.get(); }

// Said by the second declaration only.
void late();
COTIDY_BLOCKING void late();

template <class T> COTIDY_BLOCKING T convert(T value);
template <class T> COTIDY_BLOCKING T convertWithBody(T value) { return value; }
template <class T> T declaredFirst(T value);
template <class T> COTIDY_BLOCKING T declaredFirst(T value) { return value; }
template <class T> T unmarked(T value);

class Store {
public:
  COTIDY_BLOCKING Store(const char *path);
  COTIDY_BLOCKING void flush();
  COTIDY_BLOCKING static void flushAll();
  void insert(int value);
  COTIDY_BLOCKING Store &operator<<(int value);
};

template <class T> struct Table {
  COTIDY_BLOCKING T load();
  T cached();
};

struct Disk {
  virtual ~Disk() = default;
  COTIDY_BLOCKING virtual void sync() = 0;
};
struct Fast : Disk {
  void sync() override {}
};

COTIDY_OFFLOAD void elsewhere(std::function<void()> job);
template <class F> COTIDY_OFFLOAD std::future<void> elsewhereAndBack(F) { return {}; }
COTIDY_RUNS_ON("loop") void onTheLoop(std::function<void()> job);
COTIDY_RUNS_ON("compute-pool") void compute(std::function<void()> job);
COTIDY_RUNS_ON("blocking-pool") void patiently(std::function<void()> job);
COTIDY_RUNS_ON("pool") void anywhere(std::function<void()> job);
COTIDY_RUNS_ON("own") void alone(std::function<void()> job);

struct Runner {
  template <class F> COTIDY_RUNS_ON("loop") void call(F) {}
  COTIDY_RUNS_ON("loop") void spawn(asio::awaitable<void> task);
};

}  // namespace our

asio::awaitable<void> direct(std::future<int> &answer) {
  our::fetch(1);  // expect: blocking-wait: our::fetch
  int one = our::fetchOne(1);  // expect: blocking-wait: our::fetchOne
  our::fetchInline(one);  // expect: blocking-wait: our::fetchInline
  our::late();  // expect: blocking-wait: our::late
  our::look(answer);
  our::ask(answer);
  our::askPlainly(answer);  // expect: blocking-wait
  co_return;
}

asio::awaitable<void> templates() {
  our::convert(1);  // expect: blocking-wait: our::convert
  our::convertWithBody(1L);  // expect: blocking-wait: our::convertWithBody
  our::declaredFirst(1);  // expect: blocking-wait: our::declaredFirst
  our::unmarked(1);
  auto hold = [] COTIDY_BLOCKING { return 1; };
  hold();  // expect: blocking-wait
  co_return;
}

asio::awaitable<void> methods(our::Store &store, our::Table<int> &table, our::Disk &disk, our::Fast &fast) {
  our::Store opened("x");  // expect: blocking-wait
  store.flush();  // expect: blocking-wait: our::Store::flush
  our::Store::flushAll();  // expect: blocking-wait: our::Store::flushAll
  store << 1;  // expect: blocking-wait
  store.insert(1);
  table.load();  // expect: blocking-wait: our::Table::load
  table.cached();
  disk.sync();  // expect: blocking-wait: our::Disk::sync
  fast.sync();  // expect: blocking-wait
  co_return;
}

namespace through {

struct Cache {
  void refill(our::Store &store) { store.flush(); }
};
template <class T> void refillAll(Cache &cache, T &store) { cache.refill(store); }

asio::awaitable<void> carriedUp(Cache &cache, our::Store &store) {
  cache.refill(store);  // expect: blocking-wait: our::Store::flush
  refillAll(cache, store);  // expect: blocking-wait: our::Store::flush
  co_return;
}
void plainFunction(Cache &cache, our::Store &store) { refillAll(cache, store); }

}  // namespace through

namespace handedOver {

void everywhere(our::Runner &runner, our::Store &store) {
  our::elsewhere([&] { store.flush(); });
  our::elsewhereAndBack([&] { store.flush(); });  // expect: discarded-future
  our::patiently([&] { store.flush(); });
  our::anywhere([&] { store.flush(); });
  our::alone([&] { store.flush(); });
  our::onTheLoop([&] { store.flush(); });  // expect: blocking-wait
  our::compute([&] { store.flush(); });  // expect: blocking-wait
  runner.call([&] { store.flush(); });  // expect: blocking-wait
  runner.call([&] { store.insert(1); });
}

asio::awaitable<void> work(our::Store &store) {
  store.flush();  // expect: blocking-wait
  co_return;
}
void spawned(our::Runner &runner, our::Store &store) { runner.spawn(work(store)); }

}  // namespace handedOver
