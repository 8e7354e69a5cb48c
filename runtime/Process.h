// Process.h: the life of the process: loading, forking, replacing its image, ending; and the thread that watches loops.
#pragma once

namespace cotidy::runtime {

void startWatchdog();
[[gnu::visibility("hidden")]] extern bool watchdogStarted;

/// Started when there is something to watch and not before: a short child program keeps its one thread.
inline void needWatchdog() {
  if (__builtin_expect(!__atomic_load_n(&watchdogStarted, __ATOMIC_RELAXED), 0)) startWatchdog();
}

/// The program's first thread ends before the process does. The last thread would end the process; with the watchdog
/// there is always one more, so it takes care of that.
void firstThreadLeaves();

/// Signals that end the process write the record first.
void watchDeadlySignals();

}  // namespace cotidy::runtime
