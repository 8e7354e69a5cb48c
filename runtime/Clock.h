// Clock.h: the clocks. Most calls are short, and of those only that is asked; so they are timed by the processor's own
// counter, and turned into nanoseconds where somebody wants to know.
#pragma once
#include <stdint.h>
#include <sys/types.h>
#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace cotidy::runtime {

/// Monotonic, in nanoseconds.
uint64_t now();
uint64_t processCpu();
uint64_t threadCpu();  // of the calling thread
/// How often the calling thread gave up the processor by itself.
long voluntarySwitches();

/// How long a thread of this process has been ready and had no processor, in nanoseconds; 0 where the kernel does not say.
uint64_t delayOf(pid_t thread);

/// The processor's counter runs at a steady pace, the same on all processors; the kernel trusts it, too.
[[gnu::visibility("hidden")]] extern bool counterIsSteady;
void chooseClock();

/// Time in a unit of its own, for distances.
inline uint64_t ticks() {
#if defined(__x86_64__)
  if (__builtin_expect(counterIsSteady, 1)) return __rdtsc();
#endif
  return now();
}

/// Of a distance. The longer the program runs, the better it is known; after a second it is exact.
uint64_t nanosecondsOf(uint64_t ticks);

/// Answers for most distances without knowing the pace: no such counter is slower than 500 MHz.
inline bool surelyShorter(uint64_t ticks, uint64_t ns) { return ticks < ns / 2; }

}  // namespace cotidy::runtime
