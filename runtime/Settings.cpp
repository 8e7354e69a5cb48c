// Settings.cpp: the environment and the clocks.
#include "runtime/Settings.h"

#include "runtime/Record.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

namespace cotidy::runtime {

Settings settings;

namespace {

uint64_t readClock(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

long numberOr(const char *name, long otherwise) {
  const char *text = getenv(name);
  if (!text || !*text) return otherwise;
  char *end = nullptr;
  const long number = strtol(text, &end, 10);
  return *end == 0 && number > 0 ? number : otherwise;
}

}  // namespace

void readSettings() {
  const char *folder = getenv(record::folderVariable);
  if (!folder || *folder != '/' || strlen(folder) >= sizeof settings.folder - 32) return;
  strcpy(settings.folder, folder);
  settings.blockNs = static_cast<uint64_t>(numberOr(record::blockVariable, record::defaultBlockMicroseconds)) * 1'000;
  settings.stallNs =
      static_cast<uint64_t>(numberOr(record::stallVariable, record::defaultStallMilliseconds)) * 1'000'000;
  settings.timing = numberOr(record::timingVariable, 0) == 1;
  settings.enabled = true;
}

uint64_t now() { return readClock(CLOCK_MONOTONIC); }
uint64_t threadCpu() { return readClock(CLOCK_THREAD_CPUTIME_ID); }
uint64_t processCpu() { return readClock(CLOCK_PROCESS_CPUTIME_ID); }

long voluntarySwitches() {
  rusage usage;
  return getrusage(RUSAGE_THREAD, &usage) == 0 ? usage.ru_nvcsw : 0;
}

}  // namespace cotidy::runtime
