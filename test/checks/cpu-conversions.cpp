// RUN: %check %s cpu-loop-on-executor
// A loop of short rounds that makes something new of each element, over all of a store whose size nobody says.
#include <asio.hpp>
#include <task.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

home::task<void> send(std::vector<std::string> lines);
home::task<void> breathe();
home::task<std::string> read(std::string book);
home::task<void> all(std::vector<home::task<std::string>> tasks);

struct Shelf {
  std::string name;
  std::map<std::string, int> books;
};
struct Parcel {
  std::vector<std::string> lines;
};
struct Row {
  int id;
  std::string text;
};
home::task<std::vector<Row>> ask(std::string place);
home::task<std::vector<std::string>> linesOf(std::string file);
home::task<Parcel> receive();

class Library {
public:
  home::task<void> listed() {
    std::vector<std::string> lines;
    for (const auto &[id, title] : titles) lines.push_back(std::to_string(id) + " " + title);  // expect: cpu-loop-on-executor: something is made of each element
    co_await send(std::move(lines));
  }
  home::task<std::vector<std::string>> answered(std::string place) {
    std::vector<std::string> lines;
    const std::vector<Row> rows = co_await ask(place);
    for (const Row &row : rows) lines.push_back("<" + row.text + ">");  // expect: cpu-loop-on-executor
    co_return lines;
  }
  // The lines of a file, and how many there are of each kind.
  home::task<void> learn(std::string file, std::map<std::string, std::string> &signs) {
    const std::vector<std::string> lines = co_await linesOf(file);
    for (const std::string &line : lines) signs.emplace(line.substr(0, 1), line.substr(1));
  }
  home::task<std::map<std::string, int>> grouped(std::string place) {
    std::map<std::string, int> groups;
    const std::vector<Row> rows = co_await ask(place);
    for (const Row &row : rows) groups[std::to_string(row.id / 100)] += 1;
    co_return groups;
  }
  home::task<std::vector<std::string>> transformed() {
    std::vector<std::string> lines;
    std::transform(titles.begin(), titles.end(), std::back_inserter(lines),  // expect: cpu-loop-on-executor: 'std::transform'
                   [](const auto &one) { return std::to_string(one.first) + ": " + one.second; });
    co_return lines;
  }
  home::task<std::string> written() {
    co_return text();  // expect: cpu-loop-on-executor: call to 'Library::text'
  }

  // It lets others run.
  home::task<void> gently() {
    std::vector<std::string> lines;
    for (const auto &[id, title] : lent) {
      lines.push_back(std::to_string(id) + " " + title);
      co_await breathe();
    }
    co_await send(std::move(lines));
  }
  // Nothing is made of an element.
  home::task<int> counted() {
    int sum = 0;
    for (const auto &[id, title] : titles) sum += id;
    co_return sum;
  }
  // A task for each element is what other rules are about.
  home::task<void> started() {
    std::vector<home::task<std::string>> reading;
    for (const auto &[id, title] : titles) reading.push_back(read(std::to_string(id) + title));
    co_await all(std::move(reading));
  }
  home::task<void> startedByAlgorithm() {
    std::vector<home::task<std::string>> reading;
    std::transform(titles.begin(), titles.end(), std::back_inserter(reading),
                   [](const auto &one) { return read(std::to_string(one.first) + one.second); });
    co_await all(std::move(reading));
  }
  // A message has few parts.
  home::task<std::vector<std::string>> unpacked() {
    std::vector<std::string> lines;
    const Parcel parcel = co_await receive();
    for (const std::string &line : parcel.lines) lines.push_back("<" + line + ">");
    co_return lines;
  }
  // The program sees to it that there are few.
  void note(std::string word) {
    if (words.size() > 20) words.pop_back();
    words.push_back(std::move(word));
  }
  home::task<void> noted() {
    std::vector<std::string> lines;
    for (const std::string &word : words) lines.push_back("<" + word + ">");
    co_await send(std::move(lines));
  }
  // What people write by hand is short.
  home::task<void> configured() {
    std::vector<std::string> lines;
    for (const auto &[name, value] : settings) lines.push_back(name + "=" + value);
    co_await send(std::move(lines));
  }
  // A plain function is judged where somebody calls it.
  std::string text() const {
    std::ostringstream out;
    for (const auto &[id, title] : titles) out << id << ' ' << title << ' ' << title.size() << ' ' << id << '\n';
    return out.str();
  }

private:
  std::map<int, std::string> titles, lent;
  std::vector<std::string> words;
  std::map<std::string, std::string> settings;
};

// Whoever is two calls away thinks of other data.
home::task<std::size_t> length(std::string text) { co_return text.size(); }
class Archive {
public:
  home::task<std::size_t> size() { co_return summary().size(); }

private:
  std::string summary() const { return library.text() + "\n"; }
  Library library;
};

// The same once more for each element, with all that it owns.
namespace copies {

struct Chart {
  std::string title;
  std::map<std::string, std::vector<std::string>> points;
};
struct Reader {
  void take(Chart chart);
  void look(const Chart &chart);
};
home::task<Chart> drawn();
home::task<std::vector<Chart>> allDrawn();
home::task<void> post(Chart chart);
home::task<void> all(std::vector<home::task<void>> tasks);

class Survey {
public:
  home::task<void> answered() {
    const Chart chart = co_await drawn();
    for (Reader &reader : readers) reader.take(chart);  // expect: cpu-loop-on-executor: the copy of 'chart' keeps
  }
  home::task<void> shown() {
    const Chart chart = co_await drawn();
    for (Reader &reader : readers) reader.look(chart);
  }
  home::task<void> eachItsOwn() {
    const std::vector<Chart> charts = co_await allDrawn();
    for (const Chart &chart : charts) readers.front().take(chart);
  }
  // A task that outlives the round has to have its own.
  home::task<void> posted() {
    const Chart chart = co_await drawn();
    std::vector<home::task<void>> posting;
    for (std::size_t i = 0; i < readers.size(); ++i) posting.push_back(post(chart));
    co_await all(std::move(posting));
  }
  home::task<void> toThree() {
    const Chart chart = co_await drawn();
    for (int i = 0; i < 3; ++i) readers[i].take(chart);
  }

private:
  std::vector<Reader> readers;
};

}  // namespace copies

// What one thread has of a member is a table of its own; one element of a table is not.
namespace shares {

unsigned thisThread();
home::task<void> rest();

class Plans {
public:
  home::task<void> dropped() {
    ofThreads[thisThread()].clear();  // expect: cpu-loop-on-executor: the destruction of all elements
    co_await rest();
  }
  home::task<void> oneDropped(std::size_t which) {
    ofThreads[which].clear();
    co_await rest();
  }

private:
  std::vector<std::map<int, std::map<std::string, std::vector<std::string>>>> ofThreads;
};

}  // namespace shares
