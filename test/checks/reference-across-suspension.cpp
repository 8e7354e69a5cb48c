// RUN: %check %s reference-across-suspension
// References and iterators into containers of others, held while the coroutine is suspended, and what is safe to hold.
#include <asio.hpp>
#include <seastar/core/future.hh>
#include <task.h>

#include <chrono>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct peer {
  std::string name;
  int seen = 0;
  home::task<> send(std::string text);
};

// ---- a loop over a member, and others that leave
class room {
public:
  home::task<> broadcast(std::string text) {
    for (auto &member : members_)  // expect: reference-across-suspension: this loop over 'members_' is suspended in its body, while 'room::leave' removes from it
      co_await member->send(text);
  }
  home::task<> broadcastToACopy(std::string text) {
    auto members = members_;
    for (auto &member : members) co_await member->send(text);
  }
  home::task<> broadcastByIndex(std::string text) {
    for (std::size_t i = 0; i < members_.size(); ++i) co_await members_[i]->send(text);
  }
  home::task<> broadcastHeld(std::string text) {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      std::shared_ptr<peer> member = members_[i];
      co_await member->send(text);
      ++member->seen;
    }
  }
  home::task<> iterators(std::string text) {
    for (auto it = members_.begin(); it != members_.end(); ++it)  // expect: reference-across-suspension: 'it' refers into 'members_'
      co_await (*it)->send(text);
  }
  home::task<> countOnly() {
    int count = 0;
    for (auto &member : members_) count += member->seen;
    co_await home::after(count * 1ms);
  }
  void leave(std::size_t i) { members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(i)); }
  void join(std::shared_ptr<peer> one) { members_.push_back(std::move(one)); }
private:
  std::vector<std::shared_ptr<peer>> members_;
};

// ---- entries of maps
class directory {
public:
  home::task<> touch(int id) {
    auto &entry = byId_[id];  // expect: reference-across-suspension: 'entry' refers into 'byId_' and is used after a suspension
    co_await home::after(1ms);
    entry.seen++;
  }
  home::task<> touchAgain(int id) {
    auto *entry = &byId_[id];
    entry->seen++;
    co_await home::after(1ms);
    entry = &byId_[id];
    entry->seen++;
  }
  home::task<> touchBefore(int id) {
    auto &entry = byId_[id];
    entry.seen++;
    co_await home::after(1ms);
  }
  home::task<> pointer(int id) {
    peer *entry = &byId_[id];  // expect: reference-across-suspension
    co_await home::after(1ms);
    entry->seen++;
  }
  home::task<> found(int id) {
    auto it = byId_.find(id);  // expect: reference-across-suspension
    if (it == byId_.end()) co_return;
    co_await home::after(1ms);
    it->second.seen++;
  }
  home::task<> foundAgain(int id) {
    auto it = byId_.find(id);
    if (it == byId_.end()) co_return;
    co_await home::after(1ms);
    it = byId_.find(id);
    if (it != byId_.end()) it->second.seen++;
  }
  home::task<> stillThere(int id) {
    auto &entry = byId_[id];
    co_await home::after(1ms);
    if (!byId_.contains(id)) co_return;
    entry.seen++;
  }
  home::task<> derived(int id) {
    auto it = byId_.find(id);
    auto &entry = it->second;  // expect: reference-across-suspension
    co_await home::after(1ms);
    entry.seen++;
  }
  home::task<> throughAGetter(int id) {
    peer &entry = get(id);  // expect: reference-across-suspension
    co_await home::after(1ms);
    entry.seen++;
  }
  home::task<> copied(int id) {
    peer entry = byId_[id];
    co_await home::after(1ms);
    entry.seen++;
  }
  home::task<> structured(std::string text) {
    for (auto &[id, entry] : byId_)  // expect: reference-across-suspension
      co_await entry.send(text);
  }
  peer &get(int id) { return byId_.at(id); }
  void forget(int id) { byId_.erase(id); }
private:
  std::map<int, peer> byId_;
};

// ---- what a change leaves valid
class registry {
public:
  home::task<> mapOnlyGrows(int id) {
    auto &entry = ordered_[id];
    co_await home::after(1ms);
    entry.seen++;
  }
  home::task<> hashedOnlyGrows(int id) {
    auto &entry = hashed_[id];
    co_await home::after(1ms);
    entry.seen++;
  }
  home::task<> hashedIterator(int id) {
    auto it = hashed_.find(id);  // expect: reference-across-suspension
    co_await home::after(1ms);
    it->second.seen++;
  }
  home::task<> vectorGrows() {
    auto &last = plain_.back();  // expect: reference-across-suspension
    co_await home::after(1ms);
    last.seen++;
  }
  home::task<> handle(int id) {
    ordered_.emplace(id, peer{});
    hashed_.emplace(id, peer{});
    plain_.push_back(peer{});
    co_await home::after(1ms);
  }
private:
  std::map<int, peer> ordered_;
  std::unordered_map<int, peer> hashed_;
  std::vector<peer> plain_;
};

// ---- nobody changes it while others run
class routes {
public:
  explicit routes(std::vector<peer> all) : all_(std::move(all)) { all_.push_back(peer{}); }
  ~routes() { all_.clear(); }
  void add(peer one) { all_.push_back(std::move(one)); }  // called while the program is set up
  home::task<> visit(std::string text) {
    for (auto &one : all_) co_await one.send(text);
  }
private:
  std::vector<peer> all_;
};

// ---- only the coroutine itself changes it
class queue {
public:
  home::task<> drain() {
    auto &first = jobs_.front();
    co_await home::after(1ms);
    first.seen++;
    jobs_.pop_front();
  }
private:
  std::deque<peer> jobs_;
};

// ---- a container of its own
home::task<> local(std::vector<peer> peers) {
  for (auto &one : peers) co_await one.send("hello");
  std::map<int, peer> own;
  auto &entry = own[1];
  co_await home::after(1ms);
  entry.seen++;
}

// ---- through a shared pointer, and a handler that changes
struct state {
  std::map<int, peer> peers;
};
home::task<> shared(std::shared_ptr<state> state, int id) {
  auto &entry = state->peers[id];  // expect: reference-across-suspension
  co_await home::after(1ms);
  entry.seen++;
}
void forgetLater(asio::io_context &io, std::shared_ptr<state> state, int id) {
  asio::post(io, [state, id] { state->peers.erase(id); });
}

// ---- a global
std::vector<peer> everybody;
home::task<> greetAll() {
  for (auto &one : everybody) co_await one.send("hello");  // expect: reference-across-suspension
}
home::task<> leaveAll() {
  co_await home::after(1ms);
  everybody.clear();
}

// ---- a template
template <class T> class cache {
public:
  home::task<> refresh(int id) {
    T &entry = entries_[id];  // expect: reference-across-suspension
    co_await home::after(1ms);
    entry.seen++;
  }
  void drop(int id) { entries_.erase(id); }
private:
  std::map<int, T> entries_;
};
home::task<> use(cache<peer> &cache) {
  co_await cache.refresh(1);
  cache.drop(1);
}

// ---- what is awaited goes into the element: it is written when the value is there
class prices {
public:
  home::task<> refresh(int id) {
    auto found = byId_.find(id);  // expect: reference-across-suspension
    if (found == byId_.end()) co_return;
    found->second = co_await ask(id);
  }
  home::task<> set(int id) {
    auto &price = byId_[id];  // expect: reference-across-suspension
    price = co_await ask(id);
  }
  home::task<> lookUpAfterwards(int id) { byId_[id] = co_await ask(id); }
  home::task<> findAgain(int id) {
    auto found = byId_.find(id);
    const int price = co_await ask(id);
    found = byId_.find(id);
    if (found != byId_.end()) found->second = price;
  }
  home::task<> drop(int id) {
    co_await home::after(1ms);
    byId_.erase(id);
  }
private:
  home::task<int> ask(int id);
  std::map<int, int> byId_;
};

// ---- the object around the container is replaced as a whole
struct cast_list {
  std::unordered_map<int, peer> parts;
  int season = 0;
};
home::task<cast_list> load_cast();

class stage {
public:
  home::task<bool> cue(int id) {
    auto it = cast_.parts.find(id);
    if (it == cast_.parts.end()) co_return false;
    const auto &part = it->second;  // expect: reference-across-suspension: replaces it
    co_await pause();
    co_return part.seen > 0;
  }
  home::task<int> ofACopy(int id) {
    const auto part = cast_.parts.at(id);
    co_await pause();
    co_return part.seen;
  }
  home::task<> reload() { cast_ = co_await load_cast(); }

private:
  home::task<> pause();
  cast_list cast_;
};

// Only a local one is replaced, and of another class.
struct programme {
  std::unordered_map<int, peer> parts;
};
class still {
public:
  home::task<int> look(int id) {
    const auto &part = shown_.parts.at(id);
    cast_list other;
    other = co_await load_cast();
    co_return part.seen + other.season;
  }

private:
  programme shown_;
};

// ---- what is put in gives an iterator, and a structured binding names it
class berths {
public:
  home::task<> moor(int ship) {
    auto [entry, fresh] = ships_.try_emplace(ship, peer{});
    auto &moored = entry->second;  // expect: reference-across-suspension: removes from it
    co_await pause();
    if (fresh) moored.seen = 1;
  }
  home::task<> FN_moorAgain(int ship) {
    auto moored = ships_.insert_or_assign(ship, peer{}).first;
    co_await pause();
    moored->second.seen = 1;
  }
  home::task<> lookedUp(int ship) {
    ships_.try_emplace(ship, peer{});
    co_await pause();
    if (auto found = ships_.find(ship); found != ships_.end()) found->second.seen = 1;
  }
  home::task<bool> onlyTheAnswer(int ship) {
    auto [entry, fresh] = ships_.try_emplace(ship, peer{});
    entry->second.seen = 1;
    co_await pause();
    co_return fresh;
  }
  void sail(int ship) { ships_.erase(ship); }

private:
  home::task<> pause();
  std::unordered_map<int, peer> ships_;
};

// ---- the same in continuations
void log(const std::string &name, int paid);

class lodgings {
public:
  seastar::future<> settle(int room) {
    auto found = guests_.find(room);
    if (found == guests_.end()) return seastar::make_ready_future<>();
    peer &guest = found->second;
    return ask(guest.name).then([&guest](int paid) {  // expect: reference-across-suspension: 'guest', which refers into 'guests_'
      guest.seen += paid;
    });
  }
  seastar::future<> FN_settleByIterator(int room) {
    auto found = guests_.find(room);
    return ask("all").then([found](int paid) { found->second.seen += paid; });
  }
  seastar::future<> settleACopy(int room) {
    const peer guest = guests_.at(room);
    return ask(guest.name).then([guest](int paid) { log(guest.name, paid); });
  }
  seastar::future<> lookedUp(int room) {
    return ask("one").then([this, room](int paid) {
      if (auto found = guests_.find(room); found != guests_.end()) found->second.seen += paid;
    });
  }
  void leave(int room) { guests_.erase(room); }

private:
  seastar::future<int> ask(std::string name);
  std::map<int, peer> guests_;
};

// Only what the function itself began takes it out.
class errands {
public:
  seastar::future<> run(int number) {
    peer &errand = errands_[number];
    return ask(errand.name).then([&errand](int paid) { errand.seen = paid; }).finally([this, number] {
      errands_.erase(number);
    });
  }

private:
  seastar::future<int> ask(std::string name);
  std::map<int, peer> errands_;
};

// Who uses an element counts himself: the last one takes it out.
class moorings {
public:
  seastar::future<> moor(int number) {
    peer &berth = at_.at(number);
    ++berth.seen;
    return ask(berth.name).then([this, &berth, number](int paid) {
      log(berth.name, paid);
      leave(number);
    });
  }
  void leave(int number) {
    peer &berth = at_.at(number);
    if (--berth.seen == 0) at_.erase(number);
  }

private:
  seastar::future<int> ask(std::string name);
  std::map<int, peer> at_;
};

// A count of the object's own says nothing of the element.
class stalls {
public:
  seastar::future<> rent(int number) {
    peer &stall = at_.at(number);
    return ask(stall.name).then([&stall](int paid) { log(stall.name, paid); });  // expect: reference-across-suspension
  }
  void leave(int number) {
    if (--rented_ >= 0) at_.erase(number);
  }

private:
  seastar::future<int> ask(std::string name);
  std::map<int, peer> at_;
  int rented_ = 0;
};
