// RUN: %check %s unbounded-spawn
// Seastar's fan-outs over all elements of a container, and futures that a loop lets go.
#include <folly/coro/Collect.h>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>

#include <deque>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ss = seastar;

ss::future<> upload(std::string name);

class Store {
public:
  // The keys come from whoever calls: there are as many as are asked for.
  void note(const std::string &key, int change) { changes_[key].push_back(change); }
  ss::future<> applyAll() {
    return ss::parallel_for_each(changes_, [](auto &one) { return upload(one.first); });  // expect: unbounded-spawn: 'changes_'
  }
  // How many of these there are is decided when the program starts.
  ss::future<> stopAll() {
    return ss::parallel_for_each(parts_, [](auto &one) { return upload(one.first); });
  }
  ss::future<> bounded() {
    return ss::max_concurrent_for_each(changes_, 16, [](auto &one) { return upload(one.first); });
  }

private:
  std::map<std::string, std::vector<int>> changes_;
  std::map<std::string, int> parts_{{"front", 1}, {"back", 2}};
};

ss::future<> given(std::vector<std::string> names) {
  return ss::parallel_for_each(names, [](const std::string &name) { return upload(name); });  // expect: unbounded-spawn: 'names'
}

class Sender {
public:
  ss::future<> run() {
    while (!stopped_) {
      std::optional<std::string> name = take();
      if (!name) break;
      (void)send(*name);  // expect: unbounded-spawn: each item
      co_await ss::maybe_yield();
    }
  }
  ss::future<> waitsForRoom() {
    while (!stopped_) {
      std::optional<std::string> name = take();
      if (!name) break;
      co_await room();
      (void)send(*name);
    }
  }
  ss::future<> theSameAgain() {
    while (!stopped_) {
      (void)send(name_);
      co_await ss::maybe_yield();
    }
  }

private:
  ss::future<> send(std::string name) { co_await upload(name); }
  ss::future<> room();
  std::optional<std::string> take();
  std::string name_;
  bool stopped_ = false;
};

namespace seastar {
class gate {};
template <typename F> auto with_gate(gate &, F &&body) { return body(); }
}  // namespace seastar

class Reels {
public:
  void bringAll(std::vector<std::string> names) {
    for (auto &name : names)
      (void)ss::with_gate(open_, [this, name] { return bring(name); });  // expect: unbounded-spawn: element of 'names'
  }
  void bringSome(std::vector<std::string> names) {
    for (auto &name : names) (void)ss::with_gate(open_, [this, name] { return bringWithPermit(name); });
  }
  void bringTwo() {
    for (std::string name : {"one", "two"}) (void)ss::with_gate(open_, [this, name] { return bring(name); });
  }

private:
  ss::future<> bring(std::string name) { co_await upload(name); }
  ss::future<> bringWithPermit(std::string name) {
    auto permit = co_await ss::get_units(lines_, 4);
    co_await upload(name);
  }
  ss::gate open_;
  ss::semaphore lines_{16};
};

// Futures that a loop puts into a list, and answers of unknown length.
namespace collected {

ss::future<std::vector<std::string>> names();
ss::future<> send(std::string name) { co_await upload(std::move(name)); }
ss::future<> patient(std::string name, int tries) {
  bool done = false;
  while (!done && tries-- > 0) {
    co_await upload(name);
    done = name.empty();
  }
}
struct Service {
  bool stopping = false;
  ss::future<> serve(std::string name) {
    while (!stopping) co_await upload(name);
  }
};
ss::future<> limited(ss::semaphore &permits, std::string name) {
  auto units = co_await ss::get_units(permits, 1);
  co_await upload(std::move(name));
}

ss::future<> all(const std::vector<std::string> &given) {
  std::vector<ss::future<>> sent;
  for (const std::string &name : given) sent.push_back(send(name));  // expect: unbounded-spawn: 'given'
  for (const std::string &name : given) sent.emplace_back(patient(name, 3));  // expect: unbounded-spawn: 'given'
  for (auto &one : sent) co_await std::move(one);
}
ss::future<> inLists(const std::vector<std::vector<std::string>> &given) {
  std::vector<ss::future<>> sent;
  for (const auto &list : given)
    for (std::size_t i = 0; i < list.size(); ++i)
      sent.push_back(send(list[i]));  // expect: unbounded-spawn: 'given'
  for (auto &one : sent) co_await std::move(one);
}
ss::future<> aFew(ss::semaphore &permits, const std::vector<std::string> &given, Service &service) {
  const std::vector<std::string> three{"a", "b", "c"};
  std::vector<ss::future<>> sent;
  for (const std::string &name : three) sent.push_back(send(name));
  for (const std::string &name : given) sent.push_back(limited(permits, name));
  for (const std::string &name : given) sent.push_back(service.serve(name));  // a service, and no request
  for (const std::string &name : given) {
    sent.push_back(send(name));
    if (sent.size() > 16) {
      for (auto &one : sent) co_await std::move(one);
      sent.clear();
    }
  }
  for (auto &one : sent) co_await std::move(one);
}
ss::future<> asMany() {
  const std::vector<std::string> found = co_await names();
  co_await ss::parallel_for_each(found, [](const std::string &name) { return upload(name); });  // expect: unbounded-spawn: 'found'
  std::vector<std::string> made;
  made.push_back("a");
  co_await ss::parallel_for_each(made, [](const std::string &name) { return upload(name); });
}

// Lazy tasks run when the list is awaited.
folly::coro::Task<int> fetch(std::string name);
folly::coro::Task<void> gathers(const std::vector<std::string> &given) {
  std::vector<folly::coro::Task<int>> tasks;
  for (const std::string &name : given) tasks.push_back(fetch(name));  // expect: unbounded-spawn: 'given'
  co_await folly::coro::collectAllRange(std::move(tasks));
}
folly::coro::Task<std::vector<std::string>> asked();
folly::coro::Task<void> gathersAnswers() {
  const std::vector<std::string> found = co_await asked();
  std::vector<folly::coro::Task<int>> tasks;
  for (const std::string &name : found) tasks.push_back(fetch(name));  // expect: unbounded-spawn: 'found'
  co_await folly::coro::collectAllRange(std::move(tasks));
}
folly::coro::Task<void> gathersThree() {
  const std::vector<std::string> three{"a", "b", "c"};
  std::vector<folly::coro::Task<int>> tasks;
  for (const std::string &name : three) tasks.push_back(fetch(name));
  co_await folly::coro::collectAllRange(std::move(tasks));
}
folly::coro::Task<void> gathersSome(const std::vector<std::string> &given) {
  std::vector<folly::coro::Task<int>> tasks;
  for (const std::string &name : given) tasks.push_back(fetch(name));
  co_await folly::coro::collectAllWindowed(std::move(tasks), 16);
}
std::future<int> enqueue(const std::string &name);
int ofAPool(const std::vector<std::string> &given) {
  std::vector<std::future<int>> results;
  for (const std::string &name : given) results.push_back(enqueue(name));
  int sum = 0;
  for (auto &result : results) sum += result.get();
  return sum;
}
folly::coro::Task<int> oneByOne(const std::vector<std::string> &given) {
  std::vector<folly::coro::Task<int>> tasks;
  for (const std::string &name : given) tasks.push_back(fetch(name));
  int sum = 0;
  for (auto &task : tasks) sum += co_await std::move(task);
  co_return sum;
}

}  // namespace collected
