// World.h: the data that the measured bodies work on, of the size that the cost model assumes where it knows none.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};
struct Square final : Shape {
  double side = 2;
  double area() const override { return side * side; }
};

struct Record {
  std::uint32_t id = 0;
  std::uint32_t group = 0;
  double weight = 1;
  std::string name;
};

struct World {
  static constexpr std::size_t items = 100;
  std::vector<int> numbers;
  std::vector<double> reals;
  std::vector<std::uint8_t> bytes;
  std::vector<std::string> words;
  std::vector<Record> records;
  std::vector<std::unique_ptr<Shape>> shapes;
  std::array<std::array<int, 16>, 16> grid{};
  std::map<int, int> tree;
  std::unordered_map<int, int> table;
  std::unordered_map<std::string, int> named;
  std::deque<int> queue;
  std::list<int> chain;
  std::string text, line;
  std::shared_ptr<Record> shared;
  Record *latest = nullptr;
  std::function<int(int)> callback;
  std::atomic<std::uint64_t> counter{0};
  std::mutex mutex;
  std::uint64_t seed = 88172645463325252ull;
  std::uint64_t total = 0;
  int key = 17;
  double angle = 0.5;
};

/// One measured body. `run` must not be inlined: what is measured is one call.
struct Body {
  const char *name;
  void (*run)(World &);
};
std::vector<Body> &bodies();
struct Registration {
  Registration(const char *name, void (*run)(World &)) { bodies().push_back({name, run}); }
};
#define BODY(name)                                             \
  __attribute__((noinline)) void name(World &w);               \
  static const Registration registration_##name{#name, &name}; \
  void name(World &w)
