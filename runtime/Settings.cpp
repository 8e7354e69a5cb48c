// Settings.cpp: the environment.
#include "runtime/Settings.h"

#include "runtime/Record.h"

#include <stdlib.h>
#include <string.h>

namespace cotidy::runtime {

Settings settings;

namespace {

long numberOr(const char *name, long otherwise) {
  const char *text = getenv(name);
  if (!text || !*text) return otherwise;
  char *end = nullptr;
  const long number = strtol(text, &end, 10);
  return *end == 0 && number > 0 ? number : otherwise;
}

void read() {
  const char *folder = getenv(record::folderVariable);
  if (!folder || *folder != '/' || strlen(folder) >= sizeof settings.folder - 32) return;
  strcpy(settings.folder, folder);
  settings.blockNs = static_cast<uint64_t>(numberOr(record::blockVariable, record::defaultBlockMicroseconds)) * 1'000;
  settings.stallNs =
      static_cast<uint64_t>(numberOr(record::stallVariable, record::defaultStallMilliseconds)) * 1'000'000;
  settings.timing = numberOr(record::timingVariable, 0) == 1;
  settings.locks = numberOr(record::locksVariable, 0) == 1;
  const char *watchdog = getenv(record::watchdogVariable);
  settings.watchdog = !watchdog || strcmp(watchdog, "0") != 0;
  settings.enabled = true;
}

}  // namespace

void readSettings() {
  read();
  settings.known = true;
}

}  // namespace cotidy::runtime
