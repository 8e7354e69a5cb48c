// Settings.h: read once, when the runtime is loaded. Without a folder for the record nothing is recorded.
#pragma once
#include <stdint.h>

namespace cotidy::runtime {

struct alignas(64) Settings {  // one line of the cache holds what each call asks
  bool known = false;  // they were read
  bool enabled = false;
  bool timing = false;
  bool locks = false;
  bool watchdog = true;
  uint64_t blockNs = 0;
  uint64_t stallNs = 0;
  char folder[1024] = {};
};

[[gnu::visibility("hidden")]] extern Settings settings;

void readSettings();

}  // namespace cotidy::runtime
