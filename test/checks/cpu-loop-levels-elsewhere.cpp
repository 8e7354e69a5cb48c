// RUN: %check %s cpu-loop-on-executor
// The second level of the data is out of sight: in a function that goes through all of it for each element, or in a record.
#include <task.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

home::task<void> breathe();

namespace searched {

struct Cart {
  int id = 0;
  double load = 0;
};

struct Yard {
  std::vector<Cart> carts;
  std::vector<int> sacks;

  Cart *lightest() {
    Cart *best = nullptr;
    for (Cart &one : carts)
      if (!best || one.load < best->load) best = &one;
    return best;
  }
  static Cart *lightestOf(std::vector<Cart> &all) {
    const auto found = std::min_element(all.begin(), all.end(), [](const Cart &a, const Cart &b) { return a.load < b.load; });
    return found == all.end() ? nullptr : &*found;
  }
  static double heaviest(const std::vector<Cart> &all) {
    double most = 0;
    for (const Cart &one : all) most = std::max(most, one.load);
    return most;
  }
  int firstThat(double load, std::size_t most) const {
    std::vector<int> found;
    for (std::size_t i = 0; i < carts.size() && found.size() < most; ++i)
      if (carts[i].load > load) found.push_back(carts[i].id);
    return found.empty() ? 0 : found.front();
  }
  static double weigh(const Cart &cart) { return cart.load; }

  home::task<void> load() {
    for (int sack : sacks)  // expect: cpu-loop-on-executor: data within data
      if (Cart *cart = lightest()) cart->load += sack;
    co_return;
  }
  home::task<int> asksUpToTheMost() {
    int sum = 0;
    for (int sack : sacks) sum += firstThat(sack, 3);  // expect: cpu-loop-on-executor: data within data
    co_return sum;
  }
  home::task<double> loadGiven(std::vector<Cart> given) {
    double sum = 0;
    for (int sack : sacks) sum += heaviest(given) - sack;  // expect: cpu-loop-on-executor: data within data
    co_return sum;
  }
  home::task<void> loadInTurns() {
    for (int sack : sacks) {
      if (Cart *cart = lightest()) cart->load += sack;
      co_await breathe();
    }
  }
  home::task<int> inPlace() {
    int most = 0;
    for (int sack : sacks)  // expect: cpu-loop-on-executor: data within data
      for (const Cart &one : carts) most += one.id == sack;
    co_return most;
  }
  // As much work as there is data, and cheap.
  home::task<double> parts(const std::vector<std::vector<double>> &rows) {
    double all = 0;
    for (const auto &row : rows)
      for (double one : row) all += one;
    co_return all;
  }
  home::task<double> once() { co_return heaviest(carts); }
  home::task<double> oneByOne() {
    double sum = 0;
    for (const Cart &cart : carts) sum += weigh(cart);
    co_return sum;
  }
  home::task<double> aFewTimes() {
    double sum = 0;
    for (int i = 0; i < 3; ++i) sum += heaviest(carts);
    co_return sum;
  }
};

}  // namespace searched

// The round is what the caller hands over, as a std::function.
namespace visitors {

struct Line {
  std::string name;
  std::vector<std::string> stops;
};
struct Town {
  std::map<int, Line> lines;
  std::map<int, std::map<std::string, int>> plans;
  std::map<int, int> lengths;

  void forEach(const std::function<void(int, const Line &)> &visit) const {
    for (const auto &[id, line] : lines) visit(id, line);
  }
  void forEachLength(const std::function<void(int, int)> &visit) const {
    for (const auto &[id, length] : lengths) visit(id, length);
  }
  home::task<void> makesPlans(int pace) {
    forEach([this, pace](int id, const Line &line) {  // expect: cpu-loop-on-executor: data within data
      int at = 0;
      for (const std::string &stop : line.stops) plans[id][stop] = at += pace;
    });
    co_return;
  }
  home::task<int> sums() {
    int sum = 0;
    forEachLength([&](int, int length) { sum += length; });
    co_return sum;
  }
};
struct Watch {
  std::map<int, Line> lines;
  std::function<void(const std::string &)> told;  // nobody knows what it does: it may yield
  home::task<void> tells() {
    for (const auto &[id, line] : lines)
      for (const std::string &stop : line.stops) told(stop);
    co_return;
  }
};

}  // namespace visitors

namespace records {

struct Shelf {
  std::map<std::string, std::string> books;
};
struct Desk {
  std::string owner;
  std::vector<std::string> drawers;
};

struct House {
  std::unordered_map<int, Shelf> shelves;
  std::unordered_map<int, Desk> desks;
  std::map<int, const Shelf *> borrowed;

  home::task<void> emptied() {
    shelves.clear();  // expect: cpu-loop-on-executor: destruction
    co_return;
  }
  home::task<std::size_t> copied() {
    const std::unordered_map<int, Shelf> all = shelves;  // expect: cpu-loop-on-executor: the copy
    co_return all.size();
  }
  home::task<void> ofLittle() {
    desks.clear();
    borrowed.clear();
    co_return;
  }
  home::task<void> emptiedInTurns() {
    while (!shelves.empty()) {
      shelves.erase(shelves.begin());
      co_await breathe();
    }
  }
};

struct Draft {
  std::map<std::string, std::map<int, std::string>> pages;
  std::string title;
};
home::task<void> emptyGently(std::unique_ptr<Draft> &draft);

struct Office {
  std::unique_ptr<Draft> next;
  std::unique_ptr<Desk> desk;
  Draft current;

  home::task<void> dropped() {
    next.reset();  // expect: cpu-loop-on-executor: destruction
    co_return;
  }
  home::task<std::size_t> copied() {
    const Draft all = current;  // expect: cpu-loop-on-executor: the copy
    co_return all.title.size();
  }
  home::task<void> ofLittle() {
    desk.reset();
    co_return;
  }
  home::task<void> emptiedFirst() {
    while (!next->pages.empty()) {
      next->pages.erase(next->pages.begin());
      co_await breathe();
    }
    next.reset();
  }
  home::task<void> emptiedByAnother() {
    co_await emptyGently(next);
    next.reset();
  }
};

}  // namespace records

// Where it comes from does not matter if it is long for a hundred elements already: here at three levels.
namespace deep {

using Report = std::map<std::string, std::map<std::string, std::vector<int>>>;
home::task<Report> collect();

home::task<void> counts(std::map<std::string, int> &sums) {
  const Report report = co_await collect();
  for (const auto &[depot, goods] : report)  // expect: cpu-loop-on-executor: about 4
    for (const auto &[name, crates] : goods)
      for (int crate : crates) sums[name] += crate;
}

}  // namespace deep

// What nobody has shown may be a pause, or the question whether it is time to stop. What gives nothing back is neither, but
// for a fiber.
namespace untold {

struct Parcel {
  std::vector<std::string> stamps;
};
void note(const std::string &stamp);
void yieldALittle();
bool isLate();
int weigh(const std::string &stamp);
struct Scales {
  std::string nameOf(const std::string &stamp) const;
};

struct Counter {
  std::map<std::string, std::vector<Parcel>> parcels;
  std::map<std::string, int> sums;

  home::task<void> notes() {
    for (auto &[town, all] : parcels)  // expect: cpu-loop-on-executor: for each element
      for (auto &parcel : all) {
        ++sums[town];
        for (auto &stamp : parcel.stamps) note(stamp);
      }
    co_return;
  }
  home::task<void> yields() {
    for (auto &[town, all] : parcels)
      for (auto &parcel : all) {
        ++sums[town];
        for (auto &stamp : parcel.stamps) sums[stamp] += 1;
        yieldALittle();
      }
    co_return;
  }
  void notedBelow() {
    for (auto &[town, all] : parcels)
      for (auto &parcel : all) {
        ++sums[town];
        for (auto &stamp : parcel.stamps) note(stamp);
      }
  }
  home::task<void> callsThem() {
    notedBelow();
    co_return;
  }
  home::task<void> asks(const Scales &scales) {
    for (auto &[town, all] : parcels)  // expect: cpu-loop-on-executor: for each element
      for (auto &parcel : all)
        for (auto &stamp : parcel.stamps) sums[scales.nameOf(stamp)] += 1;
    co_return;
  }
  home::task<void> looks() {
    for (auto &[town, all] : parcels)
      for (auto &parcel : all) {
        if (isLate()) break;
        for (auto &stamp : parcel.stamps) sums[stamp] += weigh(stamp);
      }
    co_return;
  }
};

}  // namespace untold

// A container that is made of a range is a loop, too; and whichever overrider it is.
namespace made {

struct Town {
  std::set<std::string> helpers;
  std::string mayor;
};
struct Rota {
  virtual ~Rota() = default;
  virtual std::vector<std::string> helpersOf(int plot, const Town &town) const = 0;
};
struct Everybody : Rota {
  std::vector<std::string> helpersOf(int, const Town &town) const override {
    return {town.helpers.begin(), town.helpers.end()};
  }
};
struct Chief {
  virtual ~Chief() = default;
  virtual std::string chiefOf(int plot, const Town &town) const = 0;
};
struct Mayor : Chief {
  std::string chiefOf(int, const Town &town) const override { return town.mayor; }
};

struct Steward {
  std::unique_ptr<Rota> rota = std::make_unique<Everybody>();
  std::unique_ptr<Chief> chief = std::make_unique<Mayor>();
  std::map<std::string, std::vector<int>> plots;
  Town town;

  home::task<std::size_t> all(std::string house) {
    std::map<int, std::vector<std::string>> found;
    for (int plot : plots[house])  // expect: cpu-loop-on-executor: data within data
      found.emplace(plot, rota->helpersOf(plot, town));
    co_return found.size();
  }
  home::task<std::size_t> one(std::string house) {
    std::map<int, std::string> found;
    for (int plot : plots[house]) found.emplace(plot, chief->chiefOf(plot, town));
    co_return found.size();
  }
};

}  // namespace made
