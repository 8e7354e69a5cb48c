// Makers.cpp: a table by the handle of the thread. The new thread may run before its maker comes here; so it is asked for
// only when a thread has run for a while.
#include "runtime/Makers.h"

namespace cotidy::runtime {

namespace {

struct Made {
  pthread_t thread;
  ThreadSite *site;
};

constexpr unsigned size = 2048, steps = 16;
Made table[size];

unsigned startOf(pthread_t thread) { return static_cast<unsigned>(mix(0, thread) >> 20) % size; }

}  // namespace

void rememberMaker(pthread_t thread, ThreadSite *site) {
  const unsigned start = startOf(thread);
  for (unsigned step = 0; step < steps; ++step) {
    Made &made = table[(start + step) % size];
    pthread_t seen = __atomic_load_n(&made.thread, __ATOMIC_ACQUIRE);
    const bool isOurs =
        seen == thread || (seen == 0 && __atomic_compare_exchange_n(&made.thread, &seen, thread, false,
                                                                    __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
    if (!isOurs) continue;
    __atomic_store_n(&made.site, site, __ATOMIC_RELEASE);
    return;
  }
}

const ThreadSite *makerOf(pthread_t thread) {
  const unsigned start = startOf(thread);
  for (unsigned step = 0; step < steps; ++step) {
    const Made &made = table[(start + step) % size];
    if (__atomic_load_n(&made.thread, __ATOMIC_ACQUIRE) == thread) return __atomic_load_n(&made.site, __ATOMIC_ACQUIRE);
  }
  return nullptr;
}

void forgetMakers() {
  for (Made &made : table)
    if (made.thread != 0) made = {};
}

}  // namespace cotidy::runtime
