// Measures each body: `NAME NANOSECONDS` a line, the best of several rounds, since a shared machine only ever adds time.
#include "World.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

std::vector<Body> &bodies() {
  static std::vector<Body> all;
  return all;
}

static void fill(World &w) {
  for (std::size_t i = 0; i < World::items; ++i) {
    int n = static_cast<int>(i * 7919 % 1000);
    w.numbers.push_back(n);
    w.reals.push_back(0.5 + static_cast<double>(n));
    w.bytes.push_back(static_cast<std::uint8_t>(n));
    w.words.push_back("word-" + std::to_string(n));
    w.records.push_back(
        {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(n % 8), 1.5, "record " + std::to_string(n)});
    w.shapes.push_back(std::make_unique<Square>());
    w.tree[n] = n + 1;
    w.table[n] = n + 1;
    w.named[w.words.back()] = n;
    w.queue.push_back(n);
    w.chain.push_back(n);
    w.text += static_cast<char>('a' + n % 26);
  }
  w.line = "key=17;name=alpha;size=100";
  w.shared = std::make_shared<Record>(w.records.front());
  w.callback = [](int x) { return x * 3 + 1; };
}

static double nanoseconds(void (*run)(World &), World &w) {
  using Clock = std::chrono::steady_clock;
  std::size_t times = 1;
  for (;; times *= 2) {
    auto begin = Clock::now();
    for (std::size_t i = 0; i < times; ++i) run(w);
    if (Clock::now() - begin > std::chrono::microseconds(500)) break;
  }
  double best = 1e18;
  for (int round = 0; round < 15; ++round) {
    auto begin = Clock::now();
    for (std::size_t i = 0; i < times; ++i) run(w);
    std::chrono::duration<double, std::nano> took = Clock::now() - begin;
    best = std::min(best, took.count() / static_cast<double>(times));
  }
  return best;
}

int main() {
  World world;
  fill(world);
  for (const Body &body : bodies()) std::printf("%s %.3f\n", body.name, nanoseconds(body.run, world));
}
