// Sites.h: what is counted, by the place where it happens. Tables of fixed size, filled without locks: the record is
// bounded by the number of places, not by the length of the run. What finds no room is counted as lost.
#pragma once
#include "runtime/Hooks.h"
#include "runtime/Thread.h"

#include <stdint.h>

namespace cotidy::runtime {

/// Counters that only grow. The writer tells what was added since it last looked.
struct Counter {
  uint64_t value;
  uint64_t told;

  void add(uint64_t number) {
    if (__atomic_load_n(&manyThreads, __ATOMIC_RELAXED))
      __atomic_fetch_add(&value, number, __ATOMIC_RELAXED);
    else
      __atomic_store_n(&value, value + number, __ATOMIC_RELAXED);
  }
  uint64_t read() const { return __atomic_load_n(&value, __ATOMIC_RELAXED); }
  void raiseTo(uint64_t number) {
    uint64_t seen = read();
    while (seen < number &&
           !__atomic_compare_exchange_n(&value, &seen, number, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
    }
  }
};

/// Of entries whose place in the code was unloaded: what comes there next is something else.
inline constexpr uint64_t retired = ~uint64_t{0};

/// The part that a table needs of its entries.
struct Entry {
  uint64_t key;  // 0: free; retired: full, and never found again
  bool ready;    // filled
  bool told;     // described in the record
};

enum class Kind : uint8_t { Sleep, Wait, Lock, File, Network, Process, Idle };
const char *nameOf(Kind kind);

/// A function of libc that we stand before.
struct Callee {
  const char *name;
  Kind kind;
};

enum class Context : uint8_t { Coroutine, Loop, Thread };

/// Where threads are made.
struct ThreadSite : Entry {
  Stack stack;
  Counter made;
};

struct CallSite : Entry {
  const Callee *callee;
  const Descriptor *coroutine;  // null outside
  Context context;
  const ThreadSite *maker;  // of the thread; null: nobody, or not known
  uintptr_t lock, holder;  // where a lock was taken that is held; and the one that it waits for; 0: none
  Stack stack;
  Counter calls, blocked, ns, longest;

  void count(bool hasBlocked, uint64_t time) {
    calls.add(1);
    if (hasBlocked) blocked.add(1), ns.add(time);
    longest.raiseTo(time);
  }
};

struct StallSite : Entry {
  bool blocked;      // the thread slept; else it computed
  bool inCoroutine;  // no loop was held up, but whoever shares the thread: a coroutine did not suspend
  const ThreadSite *maker;  // of that thread; null: nobody, or not known
  Stack stack;
  Counter stalls, ns, longest;
};

struct Spawn : Entry {
  const Descriptor *descriptor;  // null once its module is gone
  bool isTask;
  uintptr_t creator;
  Counter created, parked, started, resumed, finished, unstarted, abandoned;
  Counter time, longest;  // in ticks of Clock.h: who reads them may do the sum
  Counter between;  // what threads needed to come to these coroutines from those before, in ticks

  void addTime(uint64_t ticks) {
    time.add(ticks);
    longest.raiseTo(ticks);
  }
};

template <class Kind, unsigned size> class Table {
public:
  /// The entry with a key, where it is the first that is looked at; else null.
  Kind *known(uint64_t key) {
    Kind &entry = entries_[(key >> 20) % size];
    return __atomic_load_n(&entry.key, __ATOMIC_ACQUIRE) == key ? &entry : nullptr;
  }

  /// The entry with a key; `fill` completes a new one. Null where the table is full, or the entry is just being filled.
  template <class Fill> Kind *find(uint64_t key, Fill fill) {
    if (key == 0 || key == retired) key = 1;
    for (unsigned step = 0; step < 64; ++step) {
      Kind &entry = entries_[((key >> 20) + step) % size];
      uint64_t seen = __atomic_load_n(&entry.key, __ATOMIC_ACQUIRE);
      if (seen == 0 && __atomic_compare_exchange_n(&entry.key, &seen, key, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        fill(entry);
        __atomic_store_n(&entry.ready, true, __ATOMIC_RELEASE);
        return &entry;
      }
      if (seen == key) return &entry;
    }
    lost_.add(1);
    return nullptr;
  }

  template <class Action> void each(Action action) {
    for (unsigned i = 0; i < size; ++i)
      if (__atomic_load_n(&entries_[i].ready, __ATOMIC_ACQUIRE)) action(entries_[i], i);
  }

  uint64_t lost() const { return lost_.read(); }
  void clear();

private:
  Kind entries_[size];
  Counter lost_;
};

extern Table<CallSite, 4096> callSites;
extern Table<StallSite, 1024> stallSites;
extern Table<Spawn, 8192> spawns;
extern Table<ThreadSite, 1024> threadSites;
extern Counter threadsCreated;

/// A hash that spreads what differs in few bits.
inline uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}
uint64_t hashOf(const Stack &stack);

/// In a forked child: what was counted so far is the parent's.
void clearSites();

}  // namespace cotidy::runtime
