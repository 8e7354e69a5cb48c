// RUN: %check %s cpu-loop-on-executor
// One level of data, where the program itself tells that there is much of it: somebody lets others run on the way through it,
// each event adds to it and nobody takes from it, or it is a table of its own on the heap.
#include <asio.hpp>
#include <task.h>

#include <algorithm>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

home::task<void> breathe();
home::task<void> send(const std::string &line);

namespace paused {

struct Book {
  std::map<int, std::string> lines;
  std::map<int, std::string> notes;
  std::map<int, int> counts;
  std::vector<std::string> out;

  home::task<void> checks() {
    for (const auto &[id, line] : lines) {
      out.push_back(line + "?");
      co_await breathe();
    }
    for (const auto &[id, count] : counts) {
      if (count == 0) out.push_back("none");
      co_await breathe();
    }
  }
  home::task<void> prints() {
    for (const auto &[id, line] : lines) out.push_back(std::to_string(id) + line);  // expect: cpu-loop-on-executor: lets others run
    co_return;
  }
  home::task<std::size_t> copies() {
    const auto all = lines;  // expect: cpu-loop-on-executor: the copy of 'lines'
    co_return all.size();
  }
  home::task<void> collects(std::vector<std::pair<int, std::string>> &into) {
    std::copy(lines.begin(), lines.end(), std::back_inserter(into));  // expect: cpu-loop-on-executor: std::copy
    co_return;
  }
  // Cheap for each.
  home::task<int> sums() {
    int sum = 0;
    for (const auto &[id, count] : counts) sum += count;
    co_return sum;
  }
  home::task<void> printsNotes() {
    for (const auto &[id, note] : notes) out.push_back(std::to_string(id) + note);  // expect: cpu-loop-on-executor: something is made
    co_return;
  }
  // What sends each note waits for the line, not for others.
  home::task<void> sendsNotes() {
    for (const auto &[id, note] : notes) co_await send(note);
  }
  void plainly() {
    for (const auto &[id, line] : lines) out.push_back(line);
  }
};

}  // namespace paused

namespace grows {

struct Trip {
  std::string from, to;
};
struct Log {
  asio::steady_timer timer, other;
  std::vector<Trip> trips, recent, loaded, asked, given;
  std::vector<std::string> page;
  std::string next;

  void onTrip() {
    timer.async_wait([this](std::error_code) {
      trips.push_back({next, next});
      recent.push_back({next, next});
      asked.push_back({next, next});
      if (asked.size() > 100) asked.front().from.clear();
      given.push_back({next, next});
      trim(given);
      for (const auto &line : page) loaded.push_back({line, line});
      onTrip();
    });
  }
  static void trim(std::vector<Trip> &all) {
    if (all.size() > 10) all.erase(all.begin());
  }
  static std::string described(const Trip &trip) {
    return std::to_string(trip.from.size()) + trip.from + std::to_string(trip.to.size()) + trip.to + trip.from + trip.to;
  }
  void onTick() {
    other.async_wait([this](std::error_code) {
      for (const Trip &trip : trips) page.push_back(described(trip));  // expect: cpu-loop-on-executor: each event adds
      for (const Trip &trip : recent) page.push_back(described(trip));
      for (const Trip &trip : asked) page.push_back(described(trip));
      for (const Trip &trip : given) page.push_back(described(trip));
      for (const Trip &trip : loaded) page.push_back(described(trip));  // expect: cpu-loop-on-executor: something is made
      recent.clear();
    });
  }
};

// Whoever asks names a key, and all of them are kept.
struct Board {
  std::unordered_map<std::string, std::string> scores, players, few;

  home::task<void> scored(std::string who, std::string points) {
    scores[who] += points;
    const auto all = scores;  // expect: cpu-loop-on-executor: the copy of 'scores'
    co_await send(all.begin()->second);
  }
  home::task<void> scoredToAll(std::string who) {  // the copy is gone through with suspensions
    scores[who] += "!";
    const auto all = scores;
    for (const auto &[name, points] : all) co_await send(points);
  }
  home::task<void> left(std::string who) {
    players.erase(who);
    players[who + "?"] = who;
    const auto all = players;
    co_await send(all.begin()->second);
  }
  home::task<void> counted(std::string line) {
    few["lines"] += line;
    const auto all = few;
    co_await send(all.begin()->second);
  }
};
// What a plain function adds, and a loop of a coroutine calls for each message.
struct Routes {
  std::map<std::string, std::string> table, configured;

  void learn(const std::string &prefix, const std::string &via) { table[prefix] = via; }
  void configure(const std::string &prefix) { configured[prefix] = prefix; }
  std::map<std::string, std::string> all() const { return table; }
  std::map<std::string, std::string> own() const { return configured; }
};
home::task<std::string> read();
home::task<void> answer(Routes &routes) {
  for (;;) {
    const std::string line = co_await read();
    if (line.starts_with("learn")) routes.learn(line, line);
    const auto table = routes.all();  // expect: cpu-loop-on-executor: the copy of 'table'
    const auto own = routes.own();
    co_await send(table.begin()->second + own.begin()->second);
  }
}
void start(Routes &routes, const std::vector<std::string> &lines) {
  for (const std::string &line : lines) routes.configure(line);
}

}  // namespace grows

namespace heap {

struct Reader {
  std::string name, street;
};
using Readers = std::unordered_map<std::string, Reader>;
home::task<void> keep(Readers all);
home::task<void> keepNumbers(std::vector<int> all);

struct Club {
  std::shared_ptr<const Readers> current;
  std::unique_ptr<std::vector<int>> numbers;
  std::shared_ptr<Reader> first;

  home::task<void> adds(std::string name) {
    auto next = std::make_shared<Readers>(*current);  // expect: cpu-loop-on-executor: the copy of 'current'
    (*next)[name] = {};
    current = next;
    co_return;
  }
  home::task<void> handsOn(std::unique_ptr<Readers> arrived) {
    co_await keep(*arrived);  // expect: cpu-loop-on-executor: the copy of 'arrived'
  }
  home::task<void> handsOnMoved(std::unique_ptr<Readers> arrived) { co_await keep(std::move(*arrived)); }
  home::task<void> ofNumbers() { co_await keepNumbers(*numbers); }
  home::task<std::string> ofOne() {
    const Reader one = *first;
    co_return one.name;
  }
  home::task<std::size_t> refers() {
    const Readers &all = *current;
    co_return all.size();
  }
};

}  // namespace heap

namespace stated {

struct Visit {
  int page = 0;
  std::string from;
};

// A number that the program itself names: reserved, a limit, or the rounds of the loop that fills it.
class Diary {
public:
  Diary() { reserved.reserve(50'000); }

  void note(Visit visit) {
    if (limited.size() >= most) limited.clear();
    limited.push_back(visit);
    if (brief.size() >= 16) brief.clear();
    brief.push_back(visit);
    reserved.push_back(std::move(visit));
  }
  home::task<void> prints() {
    for (const Visit &visit : reserved) out.push_back(visit.from + std::to_string(visit.page));  // expect: cpu-loop-on-executor: the program itself speaks of 50000 of them
    co_await send("end");
    for (const Visit &visit : limited) out.push_back(visit.from + std::to_string(visit.page));  // expect: cpu-loop-on-executor: speaks of 40000
    co_await send("end");
    for (const Visit &visit : brief) out.push_back(visit.from + std::to_string(visit.page));
  }
  home::task<void> prepared() {
    for (const auto &[id, name] : names) out.push_back(name + std::to_string(id));  // expect: cpu-loop-on-executor: speaks of 100000
    co_return;
  }
  home::task<int> sums() {
    int sum = 0;
    for (const Visit &visit : reserved) sum += visit.page;  // so many, but nothing to do for each
    co_return sum;
  }
  void name(int id) { names.emplace(id, "page " + std::to_string(id)); }

private:
  static constexpr std::size_t most = 40'000;
  std::vector<Visit> reserved, limited, brief;
  std::map<int, std::string> names;
  std::vector<std::string> out;
};

void fill(Diary &diary) {
  for (int id = 0; id < 100'000; ++id) diary.name(id);
}

}  // namespace stated
