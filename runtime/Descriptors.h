// Descriptors.h: which descriptors make their caller wait. The kernel knows, but to ask it costs as much as a short call;
// so its answer is kept for a while, and forgotten where the program changes the descriptor.
#pragma once
#include <stdint.h>

namespace cotidy::runtime {

inline constexpr unsigned keptDescriptors = 4096;

/// For each descriptor how often its answer is still good: above zero it waits, below zero it refuses to. Threads that
/// count down at the same time may lose a step: then the kernel is asked a little later.
[[gnu::visibility("hidden")]] extern int8_t descriptorAnswers[keptDescriptors];

/// Asks the kernel.
bool askWhetherWaits(int descriptor);

/// It is known to refuse. Descriptors of event loops do, and their calls are many.
inline bool refuses(int descriptor) {
  if (static_cast<unsigned>(descriptor) >= keptDescriptors) return false;
  const int8_t answer = __atomic_load_n(&descriptorAnswers[descriptor], __ATOMIC_RELAXED);
  if (answer >= 0) return false;
  __atomic_store_n(&descriptorAnswers[descriptor], static_cast<int8_t>(answer + 1), __ATOMIC_RELAXED);
  return true;
}

inline bool mayWaitFor(int descriptor) {
  if (static_cast<unsigned>(descriptor) >= keptDescriptors) return askWhetherWaits(descriptor);
  const int8_t answer = __atomic_load_n(&descriptorAnswers[descriptor], __ATOMIC_RELAXED);
  if (answer <= 0) return askWhetherWaits(descriptor);
  __atomic_store_n(&descriptorAnswers[descriptor], static_cast<int8_t>(answer - 1), __ATOMIC_RELAXED);
  return true;
}

inline void forgetDescriptor(int descriptor) {
  if (static_cast<unsigned>(descriptor) < keptDescriptors)
    __atomic_store_n(&descriptorAnswers[descriptor], static_cast<int8_t>(0), __ATOMIC_RELAXED);
}

}  // namespace cotidy::runtime
