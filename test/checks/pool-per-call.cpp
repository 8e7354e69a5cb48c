// RUN: %check %s pool-per-call
// Pools and threads that are made for each call, and those that are made once.
#include <BS_thread_pool.hpp>
#include <asio.hpp>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <task.h>
#include <thread>
#include <vector>

int work(const std::string &text);

class Client {
public:
  Client() : thread_([this] { run(); }) {}
  ~Client() {
    stop_ = true;
    thread_.join();
  }
  home::task<std::string> get(std::string path);

private:
  void run();
  bool stop_ = false;
  std::thread thread_;
};
struct View {
  Client &client;
  home::task<std::string> get(std::string path) { return client.get(path); }
};

namespace coroutines {

home::task<std::string> fetch(std::string path) {
  Client client;  // blocking-destructor tells it
  co_return co_await client.get(path);
}
home::task<std::string> fetchBy(Client &client, std::string path) {
  View view{client};
  co_return co_await view.get(path);
}
asio::awaitable<void> hash(std::vector<std::string> &pages) {
  asio::thread_pool pool(4);  // expect: pool-per-call
  for (auto &page : pages) asio::post(pool, [&page] { work(page); });
  pool.join();
  co_return;
}
asio::awaitable<void> hashIn(asio::thread_pool &pool, std::string &page) {
  asio::post(pool, [&page] { work(page); });
  co_return;
}
asio::awaitable<int> cached(std::string page) {
  static asio::thread_pool pool(4);
  asio::post(pool, [] {});
  co_return work(page);
}
asio::awaitable<void> owned(std::string page) {
  auto pool = std::make_unique<BS::thread_pool<>>(4);  // expect: pool-per-call
  pool->detach_task([&page] { work(page); });
  co_return;
}
std::unique_ptr<Client> makes() {
  auto client = std::make_unique<Client>();
  return client;
}

}  // namespace coroutines

namespace plain {

static int ask(const std::string &request) {
  Client client;  // expect: pool-per-call: called in a loop
  return work(request);
}
int askAll(const std::vector<std::string> &requests) {
  int sum = 0;
  for (const auto &request : requests) sum += ask(request);
  return sum;
}

void eachRound(const std::vector<std::vector<std::string>> &batches) {
  for (const auto &batch : batches) {
    BS::thread_pool<> pool(4);  // expect: pool-per-call: each round of a loop
    for (const auto &text : batch) pool.detach_task([&text] { work(text); });
    pool.wait();
  }
}
void once(const std::vector<std::vector<std::string>> &batches) {
  BS::thread_pool<> pool(4);
  for (const auto &batch : batches)
    for (const auto &text : batch) pool.detach_task([&text] { work(text); });
  pool.wait();
}
static int handle(const std::string &request) {
  BS::thread_pool<> pool(2);  // expect: pool-per-call: called in a loop
  return pool.submit_task([&] { return work(request); }).get();
}
int serve(std::deque<std::string> &requests) {
  int sum = 0;
  for (const auto &request : requests) sum += handle(request);
  return sum;
}
void asManyAsKeys(std::span<const std::string> keys) {
  asio::thread_pool pool(keys.size());  // expect: pool-per-call: as many of them as 'keys'
  for (const auto &key : keys) asio::post(pool, [&key] { work(key); });
  pool.join();
}
void handler(asio::steady_timer &timer, std::string &page) {
  timer.async_wait([&page](std::error_code) {
    asio::thread_pool pool(2);  // expect: pool-per-call: handler
    asio::post(pool, [&page] { work(page); });
    pool.join();
  });
}
// A measurement: another size in each round.
void measures(const std::string &text) {
  for (unsigned threads = 1; threads <= 16; threads *= 2) {
    BS::thread_pool<> pool(threads);
    pool.detach_task([&text] { work(text); });
  }
}
// One for each element, in objects and in shared pointers.
class Printer {
public:
  explicit Printer(const std::string &name) : name_(name) {}

private:
  std::string name_;
  asio::thread_pool pool_{1};
};
std::vector<std::unique_ptr<Printer>> printers(const std::vector<std::string> &names) {
  std::vector<std::unique_ptr<Printer>> all;
  for (const auto &name : names) all.push_back(std::make_unique<Printer>(name));  // expect: pool-per-call: 'names'
  return all;
}
std::shared_ptr<asio::thread_pool> readerOf(const std::string &name) {
  auto background = std::make_shared<asio::thread_pool>(1);  // expect: pool-per-call
  asio::post(*background, [name] { work(name); });
  return {background};
}
void openAll(const std::vector<std::string> &names, std::vector<std::shared_ptr<asio::thread_pool>> &readers) {
  for (const auto &name : names) readers.push_back(readerOf(name));
}
void openOne(std::vector<std::unique_ptr<Printer>> &all) {
  auto shared = std::make_shared<asio::thread_pool>(4);
  asio::post(*shared, [shared] { work("x"); });
  for (int i = 0; i < 3; ++i) all.push_back(std::make_unique<Printer>("p"));
}
asio::awaitable<void> sharedAndNotShared(std::string text, std::shared_ptr<asio::thread_pool> &kept) {
  auto own = std::make_shared<asio::thread_pool>(2);  // expect: pool-per-call: coroutine
  asio::post(own->get_executor(), [text] { work(text); });
  auto lent = std::make_shared<asio::thread_pool>(2);
  kept = lent;
  co_return;
}
// A class of the program with a row of threads, in an object of each guest.
class Hands {
  std::vector<std::thread> threads_;

public:
  explicit Hands(unsigned count) {
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([] { work("hand"); });
  }
  ~Hands() {
    for (auto &one : threads_) one.join();
  }
};
struct Desk {
  Hands hands{4};
  std::string name;
};
struct LentDesk {
  Hands &hands;
  std::string name;
};
// The pool is a part of a part.
struct Crane {
  explicit Crane(std::size_t hands) : hands(hands) {}
  asio::thread_pool hands;
};
struct Quay {
  Crane crane{4};
  std::string name;
};
struct LentQuay {
  Crane &crane;
  std::string name;
};
class Harbour {
  asio::ip::tcp::acceptor gate_;
  Crane crane_{2};
  std::vector<std::unique_ptr<Quay>> quays_;
  std::vector<std::unique_ptr<LentQuay>> lentQuays_;
  Hands hands_{2};
  std::vector<std::unique_ptr<Desk>> desks_;
  std::vector<std::unique_ptr<LentDesk>> lent_;

public:
  void open() {
    gate_.async_accept([this](const asio::error_code &error, asio::ip::tcp::socket) {
      if (error) return;
      desks_.push_back(std::make_unique<Desk>());  // expect: pool-per-call: connection or request
      lent_.push_back(std::make_unique<LentDesk>(hands_));
      quays_.push_back(std::make_unique<Quay>());  // expect: pool-per-call: connection or request
      lentQuays_.push_back(std::make_unique<LentQuay>(crane_));
    });
  }
  void furnish(const std::vector<std::string> &names) {
    for (auto &name : names) {
      auto *desk = new Desk{.name = name};  // expect: pool-per-call: 'names'
      desks_.emplace_back(desk);
    }
    desks_.push_back(std::make_unique<Desk>());
  }
};
class Service {
  asio::thread_pool pool_{4};

public:
  void serve(const std::string &text) {
    asio::post(pool_, [&text] { work(text); });
  }
};

}  // namespace plain

int main() {
  asio::thread_pool pool(4);
  std::vector<std::string> lines{"a", "b"};
  for (auto &line : lines) asio::post(pool, [&line] { work(line); });
  pool.join();
}
