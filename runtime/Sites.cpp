// Sites.cpp: the tables.
#include "runtime/Sites.h"

#include <string.h>

namespace cotidy::runtime {

Table<CallSite, 4096> callSites;
Table<StallSite, 1024> stallSites;
Table<Spawn, 8192> spawns;
Table<ThreadSite, 1024> threadSites;
Counter threadsCreated;

const char *nameOf(Kind kind) {
  switch (kind) {
  case Kind::Sleep: return "sleep";
  case Kind::Wait:
  case Kind::Idle: return "wait";
  case Kind::Lock: return "lock";
  case Kind::File: return "file";
  case Kind::Network: return "network";
  case Kind::Process: return "process";
  }
  return "";
}

uint64_t hashOf(const Stack &stack) {
  uint64_t hash = 0;
  for (int i = 0; i < stack.count; ++i) hash = mix(hash, stack.frames[i]);
  return hash;
}

template <class Kind, unsigned size> void Table<Kind, size>::clear() {
  // The pages that were never touched must stay so: a table is larger than most programs need.
  for (Kind &entry : entries_)
    if (entry.key != 0) memset(static_cast<void *>(&entry), 0, sizeof entry);
  lost_ = {};
}

namespace {

void forget(Spawn &spawn) {
  spawn.told = false;
  Counter *const counters[] = {&spawn.created,   &spawn.parked,    &spawn.started, &spawn.resumed, &spawn.finished,
                               &spawn.unstarted, &spawn.abandoned, &spawn.time,    &spawn.between, &spawn.longest};
  for (Counter *counter : counters) *counter = {};
}

}  // namespace

void clearSites() {
  callSites.clear();
  stallSites.clear();
  threadSites.clear();
  spawns.each([](Spawn &spawn, unsigned) { forget(spawn); });  // frames that were copied point to them
  threadsCreated = {};
}

}  // namespace cotidy::runtime
