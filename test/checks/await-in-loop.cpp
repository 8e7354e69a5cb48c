// RUN: %check %s await-in-loop
// Loops that await one element after the other, with and without a reason.
#include <asio.hpp>
#include <folly/coro/Task.h>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <task.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct Backend {
  asio::awaitable<int> price(int id);
  asio::awaitable<int> after(int previous, int id);
  asio::awaitable<void> forget(int id);
  asio::awaitable<int> readBlock(int id);
};
struct Session { asio::awaitable<void> refresh(); };

asio::awaitable<int> total(Backend &backend, const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) sum += co_await backend.price(id);  // expect: await-in-loop: element of 'ids'
  co_return sum;
}
asio::awaitable<std::vector<int>> collects(Backend &backend, const std::vector<int> &ids) {
  std::vector<int> all;
  for (std::size_t i = 0; i < ids.size(); ++i)
    all.push_back(co_await backend.price(ids[i]));  // expect: await-in-loop
  co_return all;
}
asio::awaitable<void> eachItself(std::vector<Session> &sessions) {
  for (Session &session : sessions) co_await session.refresh();  // expect: await-in-loop
}
folly::coro::Task<int> price(int id);
folly::coro::Task<int> ofFolly(const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) sum += co_await price(id);  // expect: await-in-loop: collectAllWindowed
  co_return sum;
}

asio::awaitable<int> chain(Backend &backend, const std::vector<int> &ids) {
  int last = 0;
  for (int id : ids) last = co_await backend.after(last, id);
  co_return last;
}
asio::awaitable<int> untilFound(Backend &backend, const std::vector<int> &ids) {
  for (int id : ids) {
    const int price = co_await backend.price(id);
    if (price > 100) co_return price;
  }
  co_return 0;
}
asio::awaitable<int> untilEnough(Backend &backend, const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) {
    sum += co_await backend.price(id);
    if (sum > 100) break;
  }
  co_return sum;
}
asio::awaitable<void> effectsOnOneObject(Backend &backend, const std::vector<int> &ids) {
  for (int id : ids) co_await backend.forget(id);
}
asio::awaitable<int> inOrder(Backend &backend, const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) sum += co_await backend.readBlock(id);
  co_return sum;
}
asio::awaitable<int> addTo(std::vector<int> &all, int id);
asio::awaitable<void> sharesWhatIsWritten(const std::vector<int> &ids) {
  std::vector<int> all;
  for (int id : ids) co_await addTo(all, id);
}
asio::awaitable<int> twoAwaits(Backend &backend, const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) {
    const int price = co_await backend.price(id);  // expect: await-in-loop
    sum += co_await backend.price(price);
  }
  co_return sum;
}
asio::awaitable<int> aFew(Backend &backend) {
  int sum = 0;
  for (int id : {1, 2, 3}) sum += co_await backend.price(id);
  co_return sum;
}
asio::awaitable<int> ready(int id) { co_return id; }
asio::awaitable<int> neverSuspends(const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) sum += co_await ready(id);
  co_return sum;
}

struct Reader { asio::awaitable<void> stop(); };
struct Part {
  virtual ~Part() = default;
  virtual asio::awaitable<void> stop() = 0;
};
class Library {
public:
  asio::awaitable<void> stopEach() {
    for (auto &reader : readers_) co_await reader->stop();  // expect: await-in-loop
  }
  asio::awaitable<void> drains() {
    while (!waiting_.empty()) {
      co_await waiting_.front()->stop();  // expect: await-in-loop: element of 'waiting_'
      waiting_.pop_front();
    }
  }
  asio::awaitable<void> byIterators() {
    for (auto one = readers_.begin(); one != readers_.end(); ++one) co_await (*one)->stop();  // expect: await-in-loop
  }
  asio::awaitable<void> recoversEach(std::vector<std::string> logs) {
    for (auto &log : logs) co_await recover(std::move(log));  // expect: await-in-loop
  }
  asio::awaitable<void> appliesInOrder(std::vector<std::string> changes) {
    for (auto &change : changes) co_await change_(std::move(change));
  }
  asio::awaitable<void> partsInOrder() {
    for (auto &part : parts_) co_await part->stop();
  }
  asio::awaitable<void> refills() {
    while (!waiting_.empty()) {
      if (!co_await more(waiting_.size())) break;
      waiting_.pop_front();
    }
  }

private:
  asio::awaitable<void> recover(std::string log);
  asio::awaitable<void> change_(std::string change);
  asio::awaitable<bool> more(std::size_t left);
  std::vector<std::unique_ptr<Reader>> readers_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::deque<std::unique_ptr<Reader>> waiting_;
};

struct Member { std::string name; };
asio::awaitable<void> send_news(std::string to, const std::string &news);
asio::awaitable<void> send_line(std::string line);
asio::awaitable<void> send_part(std::string to, std::string part);

class Office {
public:
  asio::awaitable<int> asksEach(std::vector<std::string> names) {
    int sum = 0;
    for (const std::string &name : names) sum += co_await ask(name);  // expect: await-in-loop
    co_return sum;
  }
  asio::awaitable<int> asksByNumber(int shelves) {
    int sum = 0;
    for (int shelf = 0; shelf < shelves; ++shelf) sum += co_await count(shelf);  // expect: await-in-loop
    co_return sum;
  }
  asio::awaitable<int> readsByName(std::vector<std::string> names) {
    int sum = 0;
    for (const std::string &name : names) sum += co_await read_shelf(name);  // expect: await-in-loop
    co_return sum;
  }
  asio::awaitable<int> readsOn(std::vector<int> sizes) {
    int sum = 0;
    for (int size : sizes) sum += co_await read_next(size);
    co_return sum;
  }
  // The same to each of them; the pieces to one of them keep their order.
  asio::awaitable<void> tellsEach(std::vector<std::string> members, std::string news) {
    for (const std::string &member : members) co_await send_news(member, news);  // expect: await-in-loop
  }
  asio::awaitable<void> sendsLines(std::vector<std::string> lines) {
    for (const std::string &line : lines) co_await send_line(line);
  }
  asio::awaitable<void> sendsParts(std::string to, std::vector<std::string> parts) {
    for (const std::string &part : parts) co_await send_part(to, part);
  }
  // Nobody chose the order of a hash table; that of a tree by number may be meant.
  asio::awaitable<void> startsEach(std::unordered_map<std::string, Member> members) {
    for (auto &[name, member] : members) co_await start(name);  // expect: await-in-loop
  }
  asio::awaitable<void> startsInOrder(std::map<int, Member> members) {
    for (auto &[level, member] : members) co_await start(member.name);
  }

private:
  asio::awaitable<int> ask(std::string name);
  asio::awaitable<int> count(int shelf);
  asio::awaitable<int> read_shelf(std::string name);
  asio::awaitable<int> read_next(int size);
  asio::awaitable<void> start(std::string name);
};

// What a body asks of a service that its object only refers to is no state of the object.
namespace throughAService {

struct Store {
  asio::awaitable<void> reserve(const std::string &name, int place);
  asio::awaitable<void> append(const std::string &name);
  asio::awaitable<void> write(const std::string &name);
};
class Desk {
public:
  explicit Desk(Store &store) : store_(store) {}
  asio::awaitable<void> withoutAnOrder(std::map<std::string, int> waiting) {
    for (const auto &[name, place] : waiting) co_await assign(name, place);  // expect: await-in-loop
  }
  // Who listed them may have chosen the order.
  asio::awaitable<void> asListed(const std::vector<std::string> &names) {
    for (const std::string &name : names) co_await assign(name, 0);
  }
  asio::awaitable<void> counted(std::map<std::string, int> waiting) {
    for (const auto &[name, place] : waiting) co_await count(name);
  }
  asio::awaitable<void> written(std::map<std::string, int> waiting) {
    for (const auto &[name, place] : waiting) co_await note(name);
  }
  asio::awaitable<void> ofItsOwn(std::map<std::string, int> waiting) {
    for (const auto &[name, place] : waiting) co_await keep(name);
  }

private:
  asio::awaitable<void> assign(std::string name, int place) { co_await store_.reserve(name, place); }
  asio::awaitable<void> count(std::string name) {
    last_ = name;
    co_await store_.append(name);
  }
  asio::awaitable<void> note(std::string name) { co_await store_.write(name); }
  asio::awaitable<void> keep(std::string name) { co_await own_.append(name); }

  Store &store_;
  Store own_;
  std::string last_;
};

}  // namespace throughAService

// A lazy task that is kept for a moment runs when it is awaited.
namespace kept {

asio::awaitable<int> each(Backend &backend, const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) {
    auto price = backend.price(id);
    sum += co_await std::move(price);  // expect: await-in-loop
  }
  co_return sum;
}
asio::awaitable<int> oneAhead(Backend &backend, const std::vector<int> &ids) {
  int sum = 0;
  auto next = backend.price(0);
  for (int id : ids) {
    sum += co_await std::move(next);
    next = backend.price(id);
  }
  co_return sum;
}

}  // namespace kept

// A loop of continuations calls its body for the next element when the task of the one before is done.
namespace continuations {

seastar::future<> removeFile(std::string name);
seastar::future<> report(std::string name);
struct Part {
  seastar::future<> close();
  std::string name;
};
struct Service { virtual seastar::future<> stop() = 0; };
struct Log { seastar::future<> remove(std::string name, int &count); };

class Cabinet {
public:
  seastar::future<> removeAll(std::vector<std::string> &names) {
    return seastar::do_for_each(names, [](const std::string &name) { return removeFile(name); });  // expect: await-in-loop: 'names'
  }
  seastar::future<> closeAll() {
    return seastar::do_for_each(parts_, [](Part &part) { return part.close(); });  // expect: await-in-loop: 'parts_'
  }
  seastar::future<> reportSet(std::map<std::string, int> &known) {
    return seastar::do_for_each(known, [](auto &one) { return report(one.first); });  // expect: await-in-loop: 'known'
  }
  seastar::future<> reportList(std::vector<std::string> &names) {
    return seastar::do_for_each(names, [](const std::string &name) { return report(name); });
  }
  seastar::future<> stopServices() {
    return seastar::do_for_each(services_, [](Service *service) { return service->stop(); });
  }
  seastar::future<> counted(Log &log, std::vector<std::string> &names) {
    return seastar::do_for_each(names, [&log, this](const std::string &name) { return log.remove(name, count_); });
  }
  seastar::future<> together(std::vector<std::string> &names) {
    return seastar::max_concurrent_for_each(names, 16, [](const std::string &name) { return removeFile(name); });
  }
  seastar::future<> oneOnly(std::string name) {
    return seastar::do_for_each(parts_, [name](Part &) { return removeFile(name); });
  }

private:
  std::vector<Part> parts_;
  std::vector<Service *> services_;
  int count_ = 0;
};

}  // namespace continuations

// Questions need no order, whatever is done with the answers; a const method writes nothing that others read.
namespace questions {

struct Book {
  seastar::future<bool> knows(int entry) const;
  seastar::future<> print(std::string line) const;
  seastar::future<> change(std::string line);
};
struct Index {
  seastar::future<> strike(int entry);
  seastar::future<bool> knows(int entry);
};

struct Reader {
  const Book &book;
  Book &open;
  Index &index;

  seastar::future<> prune(std::vector<int> entries) {
    for (int entry : entries)
      if (!co_await book.knows(entry)) co_await index.strike(entry);  // expect: await-in-loop: 'entries'
  }
  seastar::future<> pruneItself(std::vector<int> entries) {
    for (int entry : entries)
      if (!co_await index.knows(entry)) co_await index.strike(entry);
  }
  seastar::future<> printAll(std::vector<std::string> lines) {
    for (const std::string &line : lines) co_await book.print(line);  // expect: await-in-loop: 'lines'
  }
  seastar::future<bool> handedOn(std::string line) { return book.knows(static_cast<int>(line.size())); }
  static seastar::future<bool> madeReady(std::string line) { return seastar::make_ready_future<bool>(line.empty()); }
  seastar::future<int> countKnown(std::vector<std::string> lines) {
    int known = 0;
    for (const std::string &line : lines) known += co_await handedOn(line);  // expect: await-in-loop: 'lines'
    for (const std::string &line : lines) known += co_await madeReady(line);
    co_return known;
  }
  seastar::future<> changeAll(std::vector<std::string> lines) {
    for (const std::string &line : lines) co_await open.change(line);
  }
};

}  // namespace questions
