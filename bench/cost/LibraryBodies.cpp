// Thirty more bodies on which the weights were chosen: what programs do through the standard library, loops that leave early
// or run as long as the data says, recursion, exceptions.
#include "World.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstring>
#include <numeric>
#include <optional>
#include <queue>
#include <ranges>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <variant>

BODY(count_bits) { w.total += static_cast<std::uint64_t>(std::popcount(w.seed ^ w.total)); }
BODY(lerp_angle) { w.angle = w.angle + (0.75 - w.angle) * 0.1; }
BODY(fill_array) {
  std::array<int, 256> cells;
  cells.fill(w.key);
  w.total += static_cast<std::uint64_t>(cells[static_cast<std::size_t>(w.key)]);
}
BODY(copy_bytes) {
  char copy[64];
  std::memcpy(copy, w.bytes.data(), sizeof copy);
  w.total += static_cast<std::uint64_t>(copy[w.key & 31]);
}
BODY(scale_grid) {
  for (auto &row : w.grid)
    for (int &cell : row) cell = cell * 3 + w.key;
}
BODY(smallest_number) {
  int least = w.numbers.front();
  for (int n : w.numbers) least = n < least ? n : least;
  w.total += static_cast<std::uint64_t>(least);
}
BODY(clamp_reals) {
  for (double &x : w.reals) x = std::clamp(x * 1.01, 0.0, 1000.0);
}
BODY(first_large) {
  for (std::size_t i = 0; i < w.numbers.size(); ++i)
    if (w.numbers[i] > 900) {
      w.total += i;
      break;
    }
}
BODY(find_group) {
  auto found = std::find_if(w.records.begin(), w.records.end(), [](const Record &r) { return r.group == 7; });
  w.total += found == w.records.end() ? 0 : found->id;
}
BODY(halving_search) {
  std::size_t low = 0, high = w.reals.size();
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    if (w.reals[middle] < w.angle * 300)
      low = middle + 1;
    else
      high = middle;
  }
  w.total += low;
}
BODY(common_divisor) {
  std::uint64_t a = w.total | 1, b = static_cast<std::uint64_t>(w.key) * 7919;
  while (b != 0) {
    std::uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  w.total += a;
}
BODY(ordered_set) {
  std::set<int> seen;
  for (int n : w.numbers) seen.insert(n % 50);
  w.total += seen.size();
}
BODY(walk_deque) {
  for (int n : w.queue) w.total += static_cast<std::uint64_t>(n & 7);
}
BODY(walk_table) {
  for (const auto &[key, value] : w.table) w.total += static_cast<std::uint64_t>(key + value);
}
BODY(heap_of_numbers) {
  std::priority_queue<int> heap;
  for (int n : w.numbers) heap.push(n);
  w.total += static_cast<std::uint64_t>(heap.top());
}
BODY(stable_by_weight) {
  std::vector<std::pair<int, double>> rows;
  for (std::size_t i = 0; i < w.reals.size(); ++i) rows.emplace_back(w.numbers[i], w.reals[i]);
  std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
  w.total += static_cast<std::uint64_t>(rows.front().first);
}
BODY(median) {
  std::vector<int> copy(w.numbers.begin(), w.numbers.end());
  std::nth_element(copy.begin(), copy.begin() + 50, copy.end());
  w.total += static_cast<std::uint64_t>(copy[50]);
}
BODY(hash_text) { w.total ^= std::hash<std::string>{}(w.text); }
BODY(part_of_text) {
  std::string part = w.text.substr(10, 40);
  w.total += part.size();
}
BODY(upper_case) {
  std::string copy = w.line;
  for (char &c : copy) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  w.total += static_cast<std::uint64_t>(copy[0]);
}
BODY(split_line) {
  std::string_view rest = w.line;
  for (auto at = rest.find(';'); at != std::string_view::npos; at = rest.find(';')) {
    w.total += at;
    rest.remove_prefix(at + 1);
  }
}
BODY(read_stream) {
  std::istringstream in("12 34.5 word");
  int n = 0;
  double x = 0;
  std::string word;
  in >> n >> x >> word;
  w.total += static_cast<std::uint64_t>(n) + word.size();
}
BODY(match_pattern) {
  static const std::regex pattern("name=([a-z]+)");
  std::smatch found;
  w.total += static_cast<std::uint64_t>(std::regex_search(w.line, found, pattern));
}
BODY(filter_and_square) {
  auto odd = w.numbers | std::views::filter([](int n) { return n % 2 != 0; }) |
             std::views::transform([](int n) { return n * n; });
  for (int n : odd) w.total += static_cast<std::uint64_t>(n);
}
BODY(dot_product) {
  w.angle = std::inner_product(w.reals.begin(), w.reals.end(), w.reals.begin(), 0.0) > 1 ? 0.5 : 0.25;
}
BODY(copy_records) {
  std::vector<Record> copy = w.records;
  w.total += copy.size();
}
BODY(rows_of_rows) {
  std::vector<std::vector<int>> rows(10, std::vector<int>(10, w.key));
  w.total += rows.size();
}
BODY(visit_variant) {
  std::variant<int, double, std::string> value = w.key;
  w.total += std::visit([](const auto &held) { return sizeof held; }, value);
}
static int checked(int n) {
  if (n >= 0) throw std::out_of_range("n");
  return n;
}
BODY(throw_and_catch) {
  try {
    w.key += checked(w.key);
  } catch (const std::out_of_range &) {
    ++w.total;
  }
}
BODY(compare_exchange) {
  std::uint64_t old = w.counter.load();
  while (!w.counter.compare_exchange_weak(old, old * 3 + 1)) {
  }
}
BODY(now) { w.total += static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count() & 1); }
static std::uint64_t leaves(int depth, std::uint64_t seed) {
  if (depth == 0) return seed & 1;
  return leaves(depth - 1, seed * 3) + leaves(depth - 1, seed * 5);
}
BODY(tree_recursion) { w.total += leaves(5, w.seed); }
BODY(shapes_above) {
  for (const auto &shape : w.shapes)
    if (shape->area() > 3 && w.key > 4) ++w.total;
}
BODY(powers_of_reals) {
  double sum = 0;
  for (double x : w.reals) sum += std::pow(x, 0.3);
  w.total += static_cast<std::uint64_t>(sum);
}
BODY(polynomial) {
  double x = w.angle, sum = 0;
  for (int i = 0; i < 12; ++i) sum = sum * x + i;
  w.angle = sum > 0 ? 0.5 : 0.25;
}
BODY(prefix_sums) {
  std::vector<long> sums(w.numbers.size());
  std::partial_sum(w.numbers.begin(), w.numbers.end(), sums.begin());
  w.total += static_cast<std::uint64_t>(sums.back());
}
