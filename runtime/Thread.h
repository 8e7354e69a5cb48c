// Thread.h: what the runtime knows of one thread. Only the thread itself writes it, but for what the watchdog samples.
// Entries are never freed: a thread that ends leaves its entry to the next one.
#pragma once
#include "runtime/Hooks.h"
#include "runtime/Record.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/types.h>

namespace cotidy::runtime {

struct Callee;
struct CallSite;

using record::maxFrames;

/// Return addresses, innermost first, each moved back into its call.
struct Stack {
  uintptr_t frames[maxFrames];
  int count;
};

struct Thread {
  // ---- what is asked or told at each call, resumption and round: first, so that it shares few lines of the cache

  /// Inside the runtime or an intercepted call: what libc does there is not the program's doing.
  int inside;

  /// As an event loop: a round lasts from the end of one wait for events to the start of the next.
  bool loop;
  bool waitCertain;
  Frame **top;  // of `running`, below
  const void *waitCaller, *waitFrame;  // the wait that it turns around
  uint64_t roundStart;  // 0: waits
  uint64_t round;  // its number
  uint64_t longestRound;  // in ticks, as the others
  uint64_t longestCall, blockedInRound;  // nanoseconds; of one call in the round, of all
  uint32_t waitsToLoop;  // so many more, and it is a loop; 0: it is one
  uint32_t heldCount;  // of `held`, below

  /// The outermost resumptions, where no loop counts rounds. The watchdog alone notes since when it has seen one; what
  /// is too long for it is sampled.
  uint64_t run;  // its number

  /// With timing: since when no coroutine runs here, how much of that the thread waited, and since when it waits; in ticks.
  uint64_t idleSince, waited;
  uint64_t waitStart;

  // ---- the rest

  Thread *next;
  bool used;
  pid_t id;
  pthread_t handle;

  /// The coroutines that run on this thread, the innermost last; deeper ones are counted, not kept. `top` points at the
  /// innermost, or at a null: below all of them, and above all where there are deeper ones. So it is the innermost of
  /// the thread if `top` says so, and nothing else has to be asked.
  static constexpr uint32_t kept = 64;
  Frame *running[kept + 2];
  uint32_t deeper;

  uint32_t depth() const {
    Frame *const *innermost = __atomic_load_n(&top, __ATOMIC_RELAXED);
    return static_cast<uint32_t>(innermost - running) + (deeper == 0 ? 0 : deeper - 1);
  }
  bool isInCoroutine() const { return __atomic_load_n(&top, __ATOMIC_RELAXED) != running; }
  bool isFull() const { return top >= running + kept; }
  void setTop(Frame **frame) { __atomic_store_n(&top, frame, __ATOMIC_RELAXED); }

  /// The intercepted call that is under way; 0: none.
  uint64_t callStart;
  const Callee *callee;
  bool callSampled;
  Stack callStack;

  Stack waitStack;  // of the wait that the loop turns around

  /// Calls that blocked in this round. They count when the round ends: after the last wait there is no loop any more,
  /// only a program that ends.
  static constexpr uint32_t mostHeld = 16;
  struct Held {
    CallSite *site;
    uint64_t ns;
  };
  Held held[mostHeld];

  /// How long the thread had waited for a processor when the watchdog first saw a round, or a run.
  uint64_t delayRound, delayAtRound, delayAtRun;

  /// Taken when a round is overdue. The longest blocking call of a round tells more than a sample, where there is one.
  uint64_t sampledRound;
  uint64_t sampleTime;
  long sampleSwitches;
  Stack sample;
  Stack longestCallStack;

  /// A run that the watchdog has seen, and one that it sampled.
  uint64_t seenRun, seenSince;
  uint64_t sampledRun, runSampleTime, runSampleCpu;
  long runSampleSwitches;
  Stack runSample;

  /// Locks that the thread holds, the newest last; only on demand.
  static constexpr uint32_t mostLocks = 16;
  struct HeldLock {
    const void *lock, *takenAt;
  };
  uint32_t lockCount;
  HeldLock locks[mostLocks];
  uintptr_t waitsForHolder;  // where the lock that it waits for was taken; 0: not known
};

/// Initial-exec: reading it calls nothing, not even the dynamic linker. __thread and not thread_local: no wrapper.
[[gnu::tls_model("initial-exec")]] extern __thread Thread *enteredThread;
enum class Role : uint8_t { Program, Watchdog };
[[gnu::cold]] Thread *enterThread(Role role = Role::Program);

/// The current thread for the hooks of coroutines, as long as each of them only has to count. Else a thread that is
/// full: then they take the slow path and ask.
[[gnu::tls_model("initial-exec")]] extern __thread Thread *countingThread;
extern Thread fullThread;

/// Set before the program's second thread begins. Until then counting needs no locked instructions.
[[gnu::visibility("hidden")]] extern bool manyThreads;

/// Null where the runtime is not to record.
inline Thread *currentThread() {
  Thread *thread = enteredThread;
  return __builtin_expect(thread != nullptr, 1) ? thread : enterThread();
}

extern Thread *threads;

/// In a forked child only the caller is left.
void forgetOtherThreads();

/// Takes what the thread runs for the runtime's own doing.
class Inside {
public:
  explicit Inside(Thread &thread) : thread_(thread) { ++thread_.inside; }
  ~Inside() { --thread_.inside; }
  Inside(const Inside &) = delete;

private:
  Thread &thread_;
};

void takeStack(Stack &stack);

}  // namespace cotidy::runtime
