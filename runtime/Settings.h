// Settings.h: read once, when the runtime is loaded. Without a folder for the record nothing is recorded.
#pragma once
#include <stdint.h>

namespace cotidy::runtime {

struct Settings {
  bool enabled = false;
  bool timing = false;
  uint64_t blockNs = 0;
  uint64_t stallNs = 0;
  char folder[1024] = {};
};

extern Settings settings;

void readSettings();

/// Monotonic, in nanoseconds.
uint64_t now();
/// CPU time of the calling thread, and of the process.
uint64_t threadCpu();
uint64_t processCpu();
/// How often the calling thread gave up the processor by itself.
long voluntarySwitches();

}  // namespace cotidy::runtime
