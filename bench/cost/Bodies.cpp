// Forty bodies of many kinds, on which the weights of the cost model were chosen.
#include "World.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <sstream>

BODY(increment) { ++w.total; }
BODY(multiply_add) { w.total = w.total * 6364136223846793005ull + 1442695040888963407ull; }
BODY(divide) { w.total = (w.total | 1) / static_cast<std::uint64_t>(w.key) + 12345; }
BODY(table_entry) { w.grid[1][2] = w.grid[w.key & 15][3] + 1; }
BODY(one_branch) {
  if (w.key > 10)
    w.total += 3;
  else
    w.total -= 5;
}
BODY(switch_of_five) {
  switch (w.key % 5) {
  case 0: w.total += 1; break;
  case 1: w.total ^= 7; break;
  case 2: w.total *= 3; break;
  case 3: w.total -= 9; break;
  default: w.total |= 1;
  }
}
BODY(constant_loop) {
  std::uint64_t x = w.total;
  for (int i = 0; i < 64; ++i) x = x * 31 + 7;
  w.total = x;
}
BODY(sum_numbers) {
  int sum = 0;
  for (int n : w.numbers) sum += n;
  w.total += static_cast<std::uint64_t>(sum);
}
BODY(sum_by_index) {
  double sum = 0;
  for (std::size_t i = 0; i < w.reals.size(); ++i) sum += w.reals[i] * 0.5;
  w.total += static_cast<std::uint64_t>(sum);
}
BODY(hash_bytes) {
  std::uint64_t h = 14695981039346656037ull;
  for (std::uint8_t b : w.bytes) h = (h ^ b) * 1099511628211ull;
  w.total ^= h;
}
BODY(count_matching) {
  for (const Record &r : w.records)
    if (r.group == 3) ++w.total;
}
BODY(pairs) {
  for (int a : w.numbers)
    for (int b : w.numbers) w.total += static_cast<std::uint64_t>(a < b);
}
BODY(grid_sum) {
  int sum = 0;
  for (const auto &row : w.grid)
    for (int cell : row) sum += cell;
  w.total += static_cast<std::uint64_t>(sum);
}
BODY(square_roots) {
  double sum = 0;
  for (double x : w.reals) sum += std::sqrt(x);
  w.total += static_cast<std::uint64_t>(sum);
}
BODY(sine) { w.angle = std::sin(w.angle) + 0.4; }
BODY(exponential) { w.angle = std::log(std::exp(w.angle)); }
BODY(power) { w.angle = std::pow(w.angle, 1.01) > 9 ? 0.5 : w.angle; }
BODY(tree_find) { w.total += static_cast<std::uint64_t>(w.tree.find(w.key) != w.tree.end()); }
BODY(tree_insert_erase) {
  w.tree[5000] = 1;
  w.tree.erase(5000);
}
BODY(table_find) { w.total += w.table.count(w.key); }
BODY(table_insert_erase) {
  w.table[5000] = 1;
  w.table.erase(5000);
}
BODY(named_find) { w.total += static_cast<std::uint64_t>(w.named.find(w.words[7]) != w.named.end()); }
BODY(walk_list) {
  for (int n : w.chain) w.total += static_cast<std::uint64_t>(n);
}
BODY(walk_tree) {
  for (const auto &[key, value] : w.tree) w.total += static_cast<std::uint64_t>(key ^ value);
}
BODY(grow_vector) {
  std::vector<int> out;
  for (int n : w.numbers) out.push_back(n + 1);
  w.total += out.size();
}
BODY(reserved_vector) {
  std::vector<int> out;
  out.reserve(w.numbers.size());
  for (int n : w.numbers) out.push_back(n + 1);
  w.total += out.size();
}
BODY(copy_string) {
  std::string copy = w.text;
  w.total += copy.size();
}
BODY(join_words) {
  std::string out;
  for (const std::string &word : w.words) out += word;
  w.total += out.size();
}
BODY(compare_strings) { w.total += static_cast<std::uint64_t>(w.words[3] == w.words[4]); }
BODY(print_number) {
  char text[64];
  w.total += static_cast<std::uint64_t>(std::snprintf(text, sizeof text, "%d of %s", w.key, w.line.c_str()));
}
BODY(stream_number) {
  std::ostringstream out;
  out << w.key << ' ' << w.angle;
  w.total += out.str().size();
}
BODY(atomic_add) { w.counter.fetch_add(1); }
BODY(atomic_load) { w.total += w.counter.load(); }
BODY(lock_unlock) {
  std::unique_lock lock(w.mutex);
  w.total += 1;
}
BODY(share) {
  std::shared_ptr<Record> copy = w.shared;
  w.total += copy->id;
}
BODY(allocate) {
  delete w.latest;
  w.latest = new Record;
  w.latest->id = 7;
}
BODY(call_function_object) { w.key = w.callback(w.key) & 63; }
BODY(call_virtual) { w.total += static_cast<std::uint64_t>(w.shapes[3]->area()); }
BODY(sort_reals) {
  std::vector<double> copy = w.reals;
  std::sort(copy.begin(), copy.end(), std::greater<>());
  w.total += static_cast<std::uint64_t>(copy[0]);
}
static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
BODY(accumulate_words) {
  w.total += std::accumulate(w.words.begin(), w.words.end(), std::size_t{0},
                             [](std::size_t n, const std::string &s) { return n + s.size(); });
}
BODY(small_recursion) { w.total += static_cast<std::uint64_t>(fibonacci(7)); }
