// Measure.h: `NAME NANOSECONDS` a line, for one piece of work that is handed over. The best of several rounds: whatever else
// the machine does only ever adds time.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>

/// Runs `round(count)`, which hands over so many pieces of work and waits for them.
template <class Round> void measure(const char *name, std::size_t count, Round round) {
  using Clock = std::chrono::steady_clock;
  double best = 1e18;
  for (int i = 0; i < 9; ++i) {
    const auto begin = Clock::now();
    round(count);
    const std::chrono::duration<double, std::nano> took = Clock::now() - begin;
    best = std::min(best, took.count() / static_cast<double>(count));
  }
  std::printf("%s %.1f\n", name, best);
}

/// The pools that are measured have so many threads.
inline constexpr unsigned poolThreads = 2;
