// Hooks.h: the interface between instrumented code and the runtime. The pass emits tables and calls of this shape, so a
// change here is a change in pass/, too, and of `version`.
#pragma once
#include <stdint.h>

namespace cotidy::runtime {

inline constexpr uint32_t hooksVersion = 1;

/// A coroutine, or another callable whose runs are counted.
struct Descriptor {
  const char *name;  // mangled
  const char *file;  // absolute
  uint32_t line;
  uint32_t unused;
};

/// A line with a call. `hit` is set when control reaches it.
struct Line {
  const char *file;
  uint32_t line;
  uint8_t hit;
  uint8_t reported;
};

/// What one object file holds; registered by a constructor, taken out by a destructor.
struct Unit {
  uint32_t version;
  uint32_t coroutineCount;
  uint32_t lineCount;
  uint32_t unused;
  Descriptor *coroutines;
  Line *lines;
  Unit *next;  // for the runtime
};

struct Spawn;

/// The state of one coroutine. It lives in the coroutine's own frame: no map, no lock, gone with it.
struct Frame {
  Spawn *spawn;
  uint64_t started;  // ticks of Clock.h; only with timing
  uint64_t state;
};
inline constexpr unsigned frameWords = 3;  // of 64 bits, for the pass
static_assert(sizeof(Frame) == frameWords * 8);

enum class Suspension : uint32_t { Initial, Await, Final };

}  // namespace cotidy::runtime

#pragma GCC visibility push(default)
extern "C" {
void cotidy_register(cotidy::runtime::Unit *unit);
void cotidy_unregister(cotidy::runtime::Unit *unit);

void cotidy_created(cotidy::runtime::Frame *frame, const cotidy::runtime::Descriptor *coroutine, void *creator);
void cotidy_suspended(cotidy::runtime::Frame *frame, cotidy::runtime::Suspension kind);
void cotidy_resumed(cotidy::runtime::Frame *frame);
void cotidy_continued(cotidy::runtime::Frame *frame);  // await_suspend said no, or threw
void cotidy_left(cotidy::runtime::Frame *frame);  // by an exception
void cotidy_destroyed(cotidy::runtime::Frame *frame);

void cotidy_task_begin(cotidy::runtime::Frame *frame, const cotidy::runtime::Descriptor *task, void *caller);
void cotidy_task_end(cotidy::runtime::Frame *frame);
}
#pragma GCC visibility pop
