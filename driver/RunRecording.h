// RunRecording.h: what happened while a program ran, as plain data: the runtime's record (runtime/Record.h) of all
// processes, with addresses turned into places in the source, and equal events added up.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cotidy {

/// One function on a stack, inlined ones included.
struct StackFrame {
  std::string function;  // as people write it
  std::string file;      // relative to the root where it lies below it; empty: unknown
  std::uint32_t line = 0;
  bool coroutine = false;  // the part of a coroutine that runs after a suspension

  bool operator==(const StackFrame &) const = default;
  auto operator<=>(const StackFrame &) const = default;
};
using StackFrames = std::vector<StackFrame>;

enum class RunContext : std::uint8_t { Coroutine, Loop, Thread };
std::string_view nameOf(RunContext context);

struct Occurrences {
  std::uint64_t count = 0, ns = 0, longestNs = 0;

  void add(const Occurrences &other);
  bool operator==(const Occurrences &) const = default;
};

/// A call that blocked, or might have.
struct CallEvent {
  std::string callee, kind;  // kind: sleep, wait, lock, file, network, process
  RunContext context = RunContext::Thread;
  std::string coroutine;   // around it; empty: none, or not known
  StackFrames stack;       // innermost first, without the runtime's own
  Occurrences blocked;
  std::uint64_t calls = 0;  // blocked or not
  bool underLock = false;   // while it held one; `lock`: where it had taken it
  StackFrames lock;
  StackFrames holder;  // a wait for a lock: where the one who held it had taken it; empty: not known
  StackFrames maker;   // where the thread was made; empty: the program's first, or not known
};

/// An event loop that did not come back; or, on a thread without one, a coroutine that did not suspend.
struct StallEvent {
  bool blocked = false;  // the thread slept; else it computed
  StackFrames stack;     // empty: not caught
  Occurrences seen;
  bool inCoroutine = false;
  StackFrames maker = {};  // of a coroutine's thread: where it was made; empty: the program's first, or not known
};

/// Coroutines of one kind, made at one place.
struct SpawnEvent {
  std::string coroutine;
  std::string file;  // where it is defined
  std::uint32_t line = 0;
  StackFrames creator;
  std::uint64_t created = 0, parked = 0, started = 0, resumed = 0, finished = 0, unstarted = 0, abandoned = 0;
  Occurrences ran;  // with timing
  std::uint64_t betweenNs = 0;  // what threads needed to come to these from those before, waits not counted

  /// Made, and never run: destroyed so, or still there at the end.
  std::uint64_t neverRan() const { return parked > started ? parked - started : 0; }
};

/// Callables that were named as tasks: how often they ran, and how long.
struct TaskEvent {
  std::string name, file;
  std::uint32_t line = 0;
  Occurrences ran;
  std::uint64_t betweenNs = 0;  // as of SpawnEvent
};

/// A place where threads are made.
struct ThreadEvent {
  StackFrames stack;
  std::uint64_t made = 0;
};

struct Recording {
  std::uint64_t processes = 0;
  std::uint64_t coroutines = 0;  // instrumented ones in the code that was loaded
  std::uint64_t threads = 0;     // created
  std::uint64_t lost = 0;        // events for which there was no room
  std::uint64_t cpuNs = 0, longestRoundNs = 0, rounds = 0;
  std::vector<std::string> crashes;  // "server: signal 11"
  std::vector<CallEvent> calls;
  std::vector<StallEvent> stalls;
  std::vector<SpawnEvent> spawns;
  std::vector<TaskEvent> tasks;
  std::vector<ThreadEvent> threadSites;
  std::set<std::pair<std::string, std::uint32_t>> lines;  // reached; of instrumented code only
  bool locks = false;    // it was told which locks were held
  bool symbols = false;  // some frame of the program itself has a place in the source

  /// Adds what another run saw.
  void add(const Recording &other);
};

/// Reads the folder that the runtime wrote. Files are named relative to `root`.
Recording readRecording(const std::string &folder, const std::string &root);

/// Nanoseconds for people: "258 ms", "1.2 s", "40 us".
std::string duration(std::uint64_t ns);

/// The frames that tell a reader something: those of the project, outside of system headers.
StackFrames ownFrames(const StackFrames &stack);

}  // namespace cotidy
