// RUN: %check %s blocking-lock
// A mutex taken in async context is worth a word only where another holder keeps it long: here, for a file or a sleep.
#include <asio.hpp>
#include <task.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>

using namespace std::chrono_literals;

namespace forms {

class Journal {
public:
  void flush() {  // runs on a thread of its own and keeps the mutex for as long as the disk takes
    std::lock_guard lock(mutex_);
    std::ofstream out("journal");
    out << text_;
  }

  asio::awaitable<void> withAGuard(std::string line) {
    std::lock_guard<std::mutex> lock(mutex_);  // expect: blocking-lock
    text_ += line;
    co_return;
  }
  asio::awaitable<void> withDeducedArguments(std::string line) {
    std::lock_guard lock(mutex_);  // expect: blocking-lock
    text_ += line;
    co_return;
  }
  asio::awaitable<void> withAUniqueLock(std::string line) {
    std::unique_lock lock(mutex_);  // expect: blocking-lock
    text_ += line;
    co_return;
  }
  asio::awaitable<void> withAScopedLock(std::string line) {
    std::scoped_lock lock(mutex_);  // expect: blocking-lock
    text_ += line;
    co_return;
  }
  asio::awaitable<void> withAutoSyntax(std::string line) {
    auto lock = std::unique_lock(mutex_);  // expect: blocking-lock
    text_ += line;
    co_return;
  }
  asio::awaitable<void> byHand(std::string line) {
    mutex_.lock();  // expect: blocking-lock
    text_ += line;
    mutex_.unlock();
    co_return;
  }
  asio::awaitable<void> deferred(std::string line) {
    std::unique_lock lock(mutex_, std::defer_lock);
    lock.lock();  // expect: blocking-lock
    text_ += line;
    co_return;
  }

  asio::awaitable<bool> onlyTries(std::string line) {
    std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock.owns_lock())
      co_return false;
    text_ += line;
    co_return true;
  }
  asio::awaitable<bool> onlyTriesByHand(std::string line) {
    std::unique_lock lock(mutex_, std::defer_lock);
    if (!lock.try_lock())
      co_return false;
    text_ += line;
    co_return true;
  }

private:
  std::mutex mutex_;
  std::string text_;
};

}  // namespace forms

namespace several {

class Store {
public:
  void save() {
    std::scoped_lock both(index_, rows_);
    std::this_thread::sleep_for(50ms);
  }
  asio::awaitable<void> first() {
    std::lock_guard lock(index_);  // expect: blocking-lock
    co_return;
  }
  asio::awaitable<void> second() {
    std::lock_guard lock(rows_);  // expect: blocking-lock
    co_return;
  }
  asio::awaitable<void> another() {
    std::scoped_lock lock(other_, rows_);  // expect: blocking-lock
    co_return;
  }
  asio::awaitable<void> neither() {
    std::scoped_lock lock(other_);
    co_return;
  }

private:
  std::mutex index_, rows_, other_;
};

}  // namespace several

namespace short_holders {  // everybody keeps the mutex for a moment only

class Counter {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++value_;
  }
  asio::awaitable<long> read() {
    std::lock_guard lock(mutex_);
    co_return value_;
  }
  void writeOut() {
    long copy = 0;
    {
      std::lock_guard lock(mutex_);
      copy = value_;
    }
    std::ofstream("counter") << copy;  // the lock is gone
  }
  void writeOutByHand() {
    std::unique_lock lock(mutex_);
    const long copy = value_;
    lock.unlock();
    std::this_thread::sleep_for(1s);  // the lock is gone here too
    std::ofstream("counter") << copy;
  }

private:
  std::mutex mutex_;
  long value_ = 0;
};

}  // namespace short_holders

namespace two_mutexes {  // the long holder keeps another one

class Store {
public:
  void save() {
    std::lock_guard lock(disk_);
    std::ofstream("store") << 1;
  }
  asio::awaitable<int> find(int key) {
    std::lock_guard lock(index_);
    co_return entries_[key];
  }

private:
  std::mutex disk_, index_;
  std::map<int, int> entries_;
};

}  // namespace two_mutexes

namespace shared {

class Table {
public:
  void reload() {
    std::unique_lock lock(mutex_);
    std::this_thread::sleep_for(1s);
  }
  home::task<int> find(int key) {
    std::shared_lock lock(mutex_);  // expect: blocking-lock
    co_return entries_[key];
  }

private:
  std::shared_mutex mutex_;
  std::map<int, int> entries_;
};

std::mutex console;

void printSlowly() {
  std::lock_guard lock(console);
  std::this_thread::sleep_for(100ms);
}
home::flow print() {
  std::lock_guard lock(console);  // expect: blocking-lock
  co_return;
}

}  // namespace shared

namespace reach {

class Cache {
public:
  void load() {
    std::lock_guard lock(mutex_);
    read();
  }
  int get(int key) {
    std::lock_guard lock(mutex_);
    return entries_[key];
  }
  int getTwice(int key) { return get(key) + get(key); }
  virtual ~Cache() = default;
  virtual int size() {
    std::lock_guard lock(mutex_);
    return static_cast<int>(entries_.size());
  }

private:
  void read() {
    std::ifstream in("cache");
    for (int key, value; in >> key >> value;)
      entries_[key] = value;
  }
  std::mutex mutex_;
  std::map<int, int> entries_;
};

#define CACHED(cache, key) (cache).get(key)
template <class Container, class Key> auto lookUp(Container &container, Key key) { return container.get(key); }

// Once for each function and mutex: every way has a coroutine of its own.
asio::awaitable<int> direct(Cache &cache) { co_return cache.get(1); }  // expect: blocking-lock
asio::awaitable<int> throughTwo(Cache &cache) { co_return cache.getTwice(2); }  // expect: blocking-lock
asio::awaitable<int> throughATemplate(Cache &cache) { co_return lookUp(cache, 3); }  // expect: blocking-lock
asio::awaitable<int> throughAMacro(Cache &cache) { co_return CACHED(cache, 4); }  // expect: blocking-lock
asio::awaitable<int> anotherMember(Cache &cache) { co_return cache.size(); }  // expect: blocking-lock
asio::awaitable<int> throughALambda(Cache &cache) {
  auto first = [&cache] { return cache.get(0); };
  co_return first();  // expect: blocking-lock
}
asio::awaitable<int> throughAGenericLambda(Cache &cache) {
  auto any = [](auto &from) { return from.get(5); };
  co_return any(cache);  // expect: blocking-lock
}
asio::awaitable<int> twice(Cache &cache) {
  int sum = cache.get(1);  // expect: blocking-lock
  co_return sum + cache.get(2);  // the same mutex again: said above
}

home::task<> lambdaCoroutines(Cache &cache) {
  auto get = [](Cache &from) -> home::task<int> {
    co_return from.get(1);  // expect: blocking-lock
  };
  auto getAny = [](auto &from) -> home::task<int> {
    co_return from.get(1);  // expect: blocking-lock
  };
  co_await get(cache);
  co_await getAny(cache);
}

template <class T> home::task<T> instantiated(Cache &cache, T key) {
  co_return cache.get(key);  // expect: blocking-lock
}
template home::task<int> instantiated(Cache &, int);

struct Hooks {
  std::function<int(Cache &)> count;
};
void wire(Hooks &hooks) {
  hooks.count = [](Cache &cache) { return cache.get(7); };
}
home::task<int> stored(Hooks &hooks, Cache &cache) {
  co_return hooks.count(cache);  // expect: blocking-lock
}

void handlers(asio::io_context &io, asio::thread_pool &pool, asio::steady_timer &timer, Cache &cache) {
  asio::post(io, [&cache] {
    cache.get(1);  // expect: blocking-lock
  });
  timer.async_wait([&cache](asio::error_code) {
    cache.get(2);  // expect: blocking-lock
  });
  asio::post(pool, [&cache] { cache.get(3); });
  asio::post(pool, [&cache] { cache.load(); });
}

int onTheMainThread(Cache &cache) {
  cache.load();
  return cache.get(1);
}

}  // namespace reach

int main() {
  forms::Journal journal;
  std::thread writer([&journal] { journal.flush(); });
  short_holders::Counter counter;
  std::thread other([&counter] { counter.writeOut(); });
  std::thread third([&counter] { counter.writeOutByHand(); });
  two_mutexes::Store store;
  std::thread saver([&store] { store.save(); });
  shared::Table table;
  std::thread reloader([&table] { table.reload(); });
  std::thread printer(shared::printSlowly);
  reach::Cache cache;
  asio::io_context io;
  asio::thread_pool pool(2);
  asio::steady_timer timer(io);
  reach::handlers(io, pool, timer, cache);
  reach::onTheMainThread(cache);
  io.run();
  for (auto *thread : {&writer, &other, &third, &saver, &reloader, &printer})
    thread->join();
}
