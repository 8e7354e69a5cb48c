// RUN: %check %s unbounded-spawn
// Seastar's fan-outs over all elements of a container, and futures that a loop lets go.
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>

#include <deque>
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
