// The twenty bodies on which nothing was ever calibrated: do not tune weights or figures on them.
#include "World.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <numeric>

BODY(held_xorshift) {
  w.seed ^= w.seed << 13;
  w.seed ^= w.seed >> 7;
  w.seed ^= w.seed << 17;
}
BODY(held_sum_records) {
  double sum = 0;
  for (const Record &r : w.records) sum += r.weight * r.group;
  w.angle = sum > 1e9 ? 0 : w.angle;
}
BODY(held_checksum) {
  std::uint32_t a = 1, b = 0;
  for (std::uint8_t byte : w.bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  w.total += b << 16 | a;
}
BODY(held_grid_transpose) {
  for (int i = 0; i < 16; ++i)
    for (int j = 0; j < i; ++j) std::swap(w.grid[i][j], w.grid[j][i]);
}
BODY(held_lookup_pair) {
  auto a = w.table.find(w.key);
  auto b = w.tree.find(w.key);
  w.total += (a != w.table.end()) + (b != w.tree.end());
}
BODY(held_copy_numbers) {
  std::vector<int> copy = w.numbers;
  w.total += static_cast<std::uint64_t>(copy[3]);
}
BODY(held_sort_copy) {
  std::vector<int> copy = w.numbers;
  std::sort(copy.begin(), copy.end());
  w.total += static_cast<std::uint64_t>(copy.front());
}
BODY(held_parse_field) {
  auto at = w.line.find('=');
  int value = 0;
  std::from_chars(w.line.data() + at + 1, w.line.data() + w.line.size(), value);
  w.total += static_cast<std::uint64_t>(value);
}
BODY(held_locked_increment) {
  std::lock_guard guard(w.mutex);
  ++w.total;
}
BODY(held_area_of_shapes) {
  double sum = 0;
  for (const auto &shape : w.shapes) sum += shape->area();
  w.total += static_cast<std::uint64_t>(sum);
}
BODY(held_distance) {
  double dx = w.angle - 3, dy = w.angle + 4;
  w.angle = std::sqrt(dx * dx + dy * dy) > 1e6 ? 0 : w.angle;
}
BODY(held_rotate_angle) {
  double s = std::sin(w.angle), c = std::cos(w.angle);
  w.angle = std::atan2(s, c);
}
BODY(held_name_of) {
  std::string name = "item-" + std::to_string(w.key) + "/" + w.words[5];
  w.total += name.size();
}
BODY(held_count_words) {
  for (const std::string &word : w.words) w.total += w.named.count(word);
}
BODY(held_callback_chain) { w.key = w.callback(w.callback(w.callback(w.key))) & 63; }
BODY(held_new_record) {
  auto record = std::make_unique<Record>();
  record->id = static_cast<std::uint32_t>(w.key);
  w.total += record->id;
}
BODY(held_push_and_pop) {
  w.queue.push_back(w.key);
  w.total += static_cast<std::uint64_t>(w.queue.front());
  w.queue.pop_front();
}
BODY(held_counter_loop) {
  for (int i = 0; i < 32; ++i) w.counter.fetch_add(1, std::memory_order_relaxed);
}
static std::uint64_t collatz(std::uint64_t n) {
  std::uint64_t steps = 0;
  for (int i = 0; i < 20; ++i, ++steps) n = n % 2 ? 3 * n + 1 : n / 2;
  return steps + n;
}
BODY(held_collatz) { w.total += collatz(static_cast<std::uint64_t>(w.key) + 27); }
BODY(held_matrix) {
  int product[8][8] = {};
  for (int i = 0; i < 8; ++i)
    for (int j = 0; j < 8; ++j)
      for (int k = 0; k < 8; ++k) product[i][j] += w.grid[i][k] * w.grid[k][j];
  w.total += static_cast<std::uint64_t>(product[3][5]);
}
