// RUN: %check %s cpu-loop-on-executor
// Long loops where others wait for the thread, and loops that are short, give way, or run where computing is meant to be.
#include <asio.hpp>
#include <async_simple/coro/Lazy.h>
#include <task.h>
#include <tmc/all_headers.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

struct Order {
  std::string item;
  int amount = 0;
};
using Book = std::map<std::string, std::unordered_map<int, Order>>;

namespace direct {

struct Shop {
  Book book;
  std::map<std::string, int> totals;

  asio::awaitable<void> sums() {
    for (const auto &[customer, orders] : book)  // expect: cpu-loop-on-executor: data within data
      for (const auto &[id, order] : orders) totals[order.item] += order.amount;
    co_return;
  }
  asio::awaitable<void> sumsInParts() {
    for (const auto &[customer, orders] : book) {
      for (const auto &[id, order] : orders) totals[order.item] += order.amount;
      co_await asio::post(asio::use_awaitable);
    }
  }
  asio::awaitable<int> ofOne(std::string customer) {
    int sum = 0;
    for (const auto &[id, order] : book[customer]) sum += order.amount;
    co_return sum;
  }
  asio::awaitable<void> ofAFew() {
    for (const char *customer : std::array<const char *, 2>{"inn", "mill"})
      for (const auto &[id, order] : book[customer]) totals[order.item] += order.amount;
    co_return;
  }
};

asio::awaitable<double> aHundredMillion() {
  double sum = 0;
  for (int i = 1; i < 100'000'000; ++i) sum += std::sqrt(i) / i;  // expect: cpu-loop-on-executor: 99999999 rounds
  co_return sum;
}
asio::awaitable<double> aHundred() {
  double sum = 0;
  for (int i = 1; i < 100; ++i) sum += std::sqrt(i) / i;
  co_return sum;
}
asio::awaitable<double> overALargeVector() {
  std::vector<double> samples(10'000'000);
  double sum = 0;
  for (double sample : samples) sum += std::sin(sample);  // expect: cpu-loop-on-executor: 10000000 rounds
  co_return sum;
}
asio::awaitable<double> overAPage() {
  std::vector<double> samples(4096);
  double sum = 0;
  for (double sample : samples) sum += std::sin(sample);
  co_return sum;
}
asio::awaitable<void> unknownWork(std::vector<std::vector<int>> &rows, void (*visit)(int)) {
  for (auto &row : rows)
    for (int cell : row) visit(cell);
  co_return;
}

}  // namespace direct

namespace through {

static std::map<std::string, int> histogram(const std::vector<std::vector<std::string>> &pages) {
  std::map<std::string, int> counts;
  for (const auto &page : pages)
    for (const auto &word : page) ++counts[word];
  return counts;
}
static std::size_t distinct(const std::vector<std::vector<std::string>> &pages) { return histogram(pages).size(); }

home::task<std::size_t> inACoroutine(const std::vector<std::vector<std::string>> &pages) {
  co_return distinct(pages);  // expect: cpu-loop-on-executor: histogram
}
std::size_t inAPlainFunction(const std::vector<std::vector<std::string>> &pages) { return distinct(pages); }

// A leaf that is cheap by itself, called from a loop that runs over another one.
struct Ring {
  std::map<std::string, int> owners;
  bool owns(const std::string &key, int node) const {
    for (const auto &[range, owner] : owners)
      if (owner == node && std::to_string(owner) + range < key) return true;
    return false;
  }
};
home::task<int> leafInAHotLoop(const Ring &ring, const std::vector<std::string> &keys) {
  int count = 0;
  for (const auto &key : keys) count += ring.owns(key, 1);  // expect: cpu-loop-on-executor: 'keys'
  co_return count;
}
home::task<bool> leafOnce(const Ring &ring, std::string key) { co_return ring.owns(key, 1); }

}  // namespace through

namespace handlers {

struct Index {
  Book book;
  std::map<std::string, int> totals;
  asio::steady_timer timer;

  void rebuild() {
    for (auto &[customer, orders] : book)
      for (auto &[id, order] : orders) totals[order.item] += order.amount;
  }
  void start() {
    timer.async_wait([this](std::error_code) {
      rebuild();  // expect: cpu-loop-on-executor: rebuild
    });
  }
  void onAThread() {
    std::thread([this] { rebuild(); }).join();
  }
  void onAPool(asio::thread_pool &pool) {
    asio::post(pool, [this] { rebuild(); });
  }
  void onTheLoop(asio::io_context &io) {
    asio::post(io, [this] { rebuild(); });  // expect: cpu-loop-on-executor
  }
};

}  // namespace handlers

namespace awaits {

struct Table {
  std::map<std::string, std::map<int, std::string>> rows;
  std::map<std::string, int> sizes;

  home::task<void> note(const std::string &name, const std::string &row) {  // awaits nothing
    sizes[name + row] += 1;
    co_return;
  }
  home::task<void> store(const std::string &row);

  home::task<void> whatIsAlwaysReady() {
    for (const auto &[name, all] : rows)  // expect: cpu-loop-on-executor
      for (const auto &[id, row] : all) co_await note(name, row);
  }
  home::task<void> whatMayTakeTime() {
    for (const auto &[name, all] : rows)
      for (const auto &[id, row] : all) co_await store(row);
  }
};

}  // namespace awaits

namespace implicit {

struct Cluster {
  Book tables;
  const Book &all() const { return tables; }

  home::task<std::size_t> copies() {
    Book snapshot = tables;  // expect: cpu-loop-on-executor: the copy of 'tables'
    co_return snapshot.size();
  }
  home::task<void> clears() {
    tables.clear();  // expect: cpu-loop-on-executor: destruction
    co_return;
  }
  home::task<std::size_t> refers() {
    const Book &snapshot = tables;
    co_return snapshot.size();
  }
  home::task<std::size_t> copiesOne(std::string name) {
    auto orders = tables[name];
    co_return orders.size();
  }
  home::task<void> buildsItsOwn() {
    Book own;
    Book other = own;
    other.clear();
    co_return;
  }
};

}  // namespace implicit

// Containers of the program's own are named after what they stand in for.
namespace own_containers {

template <class T> class chunked_vector {
public:
  chunked_vector();
  chunked_vector(const chunked_vector &);
  ~chunked_vector();
  void clear();
  std::size_t size() const;
};
template <class T> class FixedVector : public chunked_vector<T> {};
template <class K, class V> class FlatHashMap {
public:
  FlatHashMap();
  FlatHashMap(const FlatHashMap &);
  ~FlatHashMap() { delete[] values_; }
  void clear();
  std::size_t size() const;

private:
  V *values_ = nullptr;
};
struct Stop {
  std::string name;
  chunked_vector<std::string> lines;
};

struct Network {
  FlatHashMap<int, chunked_vector<Stop>> stops;
  chunked_vector<int> counts;
  FixedVector<int> few;

  home::task<std::size_t> copies() {
    auto snapshot = stops;  // expect: cpu-loop-on-executor: the copy of 'stops'
    co_return snapshot.size();
  }
  home::task<void> clears() {
    stops.clear();  // expect: cpu-loop-on-executor: destruction
    co_return;
  }
  home::task<std::size_t> copiesNumbers() {
    auto snapshot = counts;
    auto others = few;
    co_return snapshot.size() + others.size();
  }
};

}  // namespace own_containers

namespace lambdas {

#define FOR_EACH_ORDER(book) \
  for (auto &entry : book)   \
    for (auto &order : entry.second)

void spawns(asio::io_context &io, Book &book) {
  auto work = [](Book &orders) -> asio::awaitable<void> {
    std::map<std::string, int> totals;
    FOR_EACH_ORDER(orders) totals[order.second.item] += 1;  // expect: cpu-loop-on-executor
    co_return;
  };
  asio::co_spawn(io, work(book), asio::detached);
}
template <class Orders>
home::task<int> inATemplate(const Orders &book) {
  std::map<std::string, int> totals;
  for (const auto &[customer, orders] : book)  // expect: cpu-loop-on-executor
    for (const auto &[id, order] : orders) totals[order.item] += order.amount;
  co_return static_cast<int>(totals.size());
}
home::task<int> uses(const Book &book) { co_return co_await inATemplate(book); }

void byAlgorithm(asio::io_context &io, std::vector<std::vector<std::string>> &pages, std::map<std::string, int> &counts) {
  asio::post(io, [&] {
    std::for_each(pages.begin(), pages.end(), [&](auto &page) {  // expect: cpu-loop-on-executor
      for (auto &word : page) ++counts[word];
    });
  });
}

}  // namespace lambdas

namespace squares {

struct Trade {
  int id;
  double price;
};
class Book {
public:
  home::task<> mark(double factor) {
    for (Trade &one : trades_)  // expect: cpu-loop-on-executor: data within data
      for (Trade &other : trades_)
        if (one.id != other.id) one.price += other.price * factor;
    co_return;
  }
  home::task<> byIndex(std::vector<double> prices) {
    for (std::size_t i = 0; i < prices.size(); ++i)  // expect: cpu-loop-on-executor
      for (std::size_t j = i + 1; j < prices.size(); ++j)
        if (prices[j] < prices[i]) std::swap(prices[i], prices[j]);
    co_return;
  }
  // As much work as there is data.
  home::task<> sum(const std::vector<std::vector<double>> &rows) {
    double all = 0;
    for (const auto &row : rows)
      for (double price : row) all += price;
    co_await store(all);
  }
  home::task<> fewRounds(double factor) {
    for (Trade &one : trades_)
      for (int i = 0; i < 3; ++i) one.price *= factor;
    co_return;
  }

private:
  home::task<> store(double);
  std::vector<Trade> trades_;
};

}  // namespace squares

// Executors, logs and statistics have loops somewhere below: too far away to be what somebody means here.
namespace distance {

std::map<std::string, std::map<int, std::string>> entries;
std::map<std::string, int> counts;
void count() {
  for (auto &[name, all] : entries)
    for (auto &[id, text] : all) ++counts[text];
}
void update() { count(); }
void refresh() { update(); }
void turn() { refresh(); }
void schedule() { turn(); }
home::task<> near() {
  update();  // expect: cpu-loop-on-executor
  co_return;
}
home::task<> far() {
  schedule();
  co_return;
}

}  // namespace distance

namespace byHand {

// What people write into a configuration is short.
struct Options {
  std::vector<std::string> allowed, denied;
};
struct Server {
  Options options_;
  std::vector<std::string> allowed;
  home::task<bool> admits(std::vector<std::string> words) {
    std::size_t known = 0;
    for (const auto &region : options_.allowed)
      for (const auto &word : words)
        if (word == region) ++known;
    co_return known > 0;
  }
  home::task<bool> admitsData(std::vector<std::string> words) {
    std::size_t known = 0;
    for (const auto &region : allowed)  // expect: cpu-loop-on-executor
      for (const auto &word : words)
        if (word == region) ++known;
    co_return known > 0;
  }
};

}  // namespace byHand

namespace pools {

double roots() {
  double sum = 0;
  for (int i = 1; i < 10'000'000; ++i) sum += std::sqrt(i);
  return sum;
}
// Tasks of this library run on its pool.
tmc::task<double> onThePool() { co_return roots(); }
// And here a plain function runs it, and waits.
async_simple::coro::Lazy<double> computes() { co_return roots(); }
void runs(async_simple::executors::SimpleExecutor &pool) { async_simple::coro::syncAwait(computes().via(&pool)); }
async_simple::coro::Lazy<double> served() {
  co_return roots();  // expect: cpu-loop-on-executor
}

}  // namespace pools

namespace searches {

struct User {
  std::string name;
};
struct Directory {
  std::vector<User> users;
  home::task<int> known(std::vector<std::string> names) {
    int found = 0;
    for (const auto &name : names)  // expect: cpu-loop-on-executor: data within data
      found += std::find_if(users.begin(), users.end(), [&](const User &user) { return user.name == name; }) != users.end();
    co_return found;
  }
  home::task<unsigned> digest(std::string page) {
    unsigned hash = 0;
    for (int round = 0; round < 100'000; ++round)  // expect: cpu-loop-on-executor: 100000 rounds
      for (char c : page) hash = hash * 31 + static_cast<unsigned char>(c);
    co_return hash;
  }
  home::task<unsigned> quickly(std::string page) {
    unsigned hash = 0;
    for (int round = 0; round < 100; ++round)
      for (char c : page) hash = hash * 31 + static_cast<unsigned char>(c);
    co_return hash;
  }
};
home::task<std::size_t> iterators(std::vector<std::vector<std::string>> rows) {
  std::size_t sum = 0;
  auto row = rows.begin();
  while (row != rows.end()) {  // expect: cpu-loop-on-executor: 'rows'
    for (const auto &cell : *row) sum += std::to_string(cell.size()).size();
    ++row;
  }
  co_return sum;
}
home::task<std::size_t> iteratorsWithAnEnd(std::map<int, std::vector<std::string>> rows) {
  std::size_t sum = 0;
  for (auto row = rows.begin(), end = rows.end(); row != end; ++row)  // expect: cpu-loop-on-executor: 'rows'
    for (auto cell = row->second.begin(); cell != row->second.end(); ++cell) sum += std::to_string(cell->size()).size();
  co_return sum;
}
home::task<std::size_t> iteratorsOfOneLevel(std::vector<int> row) {
  std::size_t sum = 0;
  for (auto cell = row.cbegin(); cell != row.cend(); ++cell) sum += static_cast<std::size_t>(*cell);
  co_return sum;
}
long fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
home::task<long> FN_recursion() { co_return fibonacci(45); }
home::task<void> FN_drains(std::map<std::string, std::vector<std::string>> &expired) {
  while (!expired.empty()) expired.erase(expired.begin());
  co_return;
}

}  // namespace searches

// A container that nobody has made use of yet: what its destructor does is not known, but a map it is.
namespace unseen {

struct Cache {
  std::map<std::string, std::map<short, std::string>> pages;
  home::task<void> close() {
    pages.clear();  // expect: cpu-loop-on-executor: destruction
    co_return;
  }
};

}  // namespace unseen

// Data multiplies where the inner loop can be seen, too. Objects that are only pointed to (sessions, listeners) hold little
// each, and the parts of one message are few.
namespace parts {

struct Shelf {
  std::vector<std::string> titles;
  bool open = true;
};
class Guest {
public:
  virtual ~Guest() = default;
  void expire(int now) {
    for (auto it = orders_.begin(); it != orders_.end();) it = it->first < now ? orders_.erase(it) : std::next(it);
  }
  virtual void note(const std::string &what) {
    for (auto &[id, order] : orders_) order.item += what;
  }

private:
  std::map<int, Order> orders_;
};
static void addTitles(const Shelf &shelf, std::map<std::string, int> &counts) {
  for (const auto &title : shelf.titles) ++counts[title];
}

struct House {
  std::map<int, std::shared_ptr<Guest>> guests;
  std::vector<Guest *> listeners;
  std::map<std::string, Shelf> shelves;
  std::map<std::string, int> counts;
  asio::steady_timer timer;

  void everySecond() {
    timer.async_wait([this](std::error_code) {
      for (auto &[id, guest] : guests) guest->expire(1);
      for (Guest *one : listeners) one->note("bell");
    });
  }
  void everyHour() {
    timer.async_wait([this](std::error_code) {
      for (auto &[name, shelf] : shelves) addTitles(shelf, counts);  // expect: cpu-loop-on-executor: data within data
    });
  }
  asio::awaitable<unsigned> digest(const std::vector<std::pair<const char *, std::size_t>> &buffers) {
    unsigned hash = 0;
    for (const auto &buffer : buffers) hash += static_cast<unsigned>(std::hash<std::string>()(std::string(buffer.first, buffer.second)));
    co_return hash;
  }
};

}  // namespace parts

namespace replies {

using Tree = std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::vector<std::string>>>>>;
Tree reply();

const std::string *findSystem(const Tree &tree) {
  for (const auto &[object, services] : tree)
    for (const auto &[service, interfaces] : services)
      if (std::find(interfaces.begin(), interfaces.end(), "System") != interfaces.end()) return &object;
  return nullptr;
}
struct Mapper {
  Tree known;
  asio::steady_timer timer;

  void ask() {
    timer.async_wait([](std::error_code) {
      const Tree tree = reply();
      findSystem(tree);  // expect: cpu-loop-on-executor: findSystem
    });
  }
  void askAll() {
    timer.async_wait([this](std::error_code) {
      findSystem(known);  // expect: cpu-loop-on-executor
    });
  }
};

}  // namespace replies
