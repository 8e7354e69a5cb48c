// Writer.cpp: from the tables to lines. A line that describes a place comes once, its numbers as often as they grow.
#include "runtime/Writer.h"

#include "runtime/Clock.h"
#include "runtime/Loop.h"
#include "runtime/Modules.h"
#include "runtime/Record.h"
#include "runtime/Settings.h"
#include "runtime/Sites.h"
#include "runtime/Text.h"
#include "runtime/Thread.h"

#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cotidy::runtime {

namespace {

/// Above this size only the end of the program is still written.
constexpr size_t sizeLimit = 32u << 20;

Unit *units = nullptr;
pid_t owner = 0;       // the process whose record this is
pid_t writing = 0;     // the thread that writes
size_t size = 0;
bool headWritten = false;
bool unitsChanged = false;

/// One writer at a time. A signal may come while its own thread writes, so waiting has an end.
class Turn {
public:
  Turn() {
    const auto self = static_cast<pid_t>(::syscall(SYS_gettid));
    for (int attempt = 0; attempt < 2000; ++attempt) {
      pid_t nobody = 0;
      if (__atomic_compare_exchange_n(&writing, &nobody, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
        taken_ = true;
        return;
      }
      if (nobody == self) return;
      ::syscall(SYS_sched_yield);
    }
  }
  ~Turn() {
    if (taken_) __atomic_store_n(&writing, 0, __ATOMIC_RELEASE);
  }
  Turn(const Turn &) = delete;
  explicit operator bool() const { return taken_; }

private:
  bool taken_ = false;
};

/// What a counter gained since it was last told.
uint64_t gain(Counter &counter) {
  const uint64_t value = counter.read();
  const uint64_t gained = value - counter.told;
  counter.told = value;
  return gained;
}

void writeStack(Text &text, const Stack &stack, const char *name = "stack") {
  text.list(name);
  for (int i = 0; i < stack.count; ++i) {
    const Place place = placeOf(stack.frames[i], text);
    text.item(place.module, place.offset);
  }
  text.endList();
}

/// Modules are described on lines of their own, before the line that names them.
void announce(Text &text, const Stack &stack) {
  for (int i = 0; i < stack.count; ++i) placeOf(stack.frames[i], text);
}

void writePlace(Text &text, const char *name, uintptr_t address) {
  if (address == 0) return;
  const Place place = placeOf(address, text);
  text.at(name, place.module, place.offset);
}

const char *nameOf(Context context) {
  switch (context) {
  case Context::Coroutine: return "coroutine";
  case Context::Loop: return "loop";
  case Context::Thread: return "thread";
  }
  return "";
}

void writeHead(Text &text) {
  char path[512];
  const long length = ::syscall(SYS_readlink, "/proc/self/exe", path, sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  text.line("process").field("format", record::format).field("pid", static_cast<uint64_t>(owner));
  text.field("parent", static_cast<uint64_t>(getppid())).field("exe", path);
  text.field("blockNs", settings.blockNs).field("stallNs", settings.stallNs);
  text.boolean("locks", settings.locks).end();
  headWritten = true;
}

void writeUnits(Text &text) {
  uint64_t coroutines = 0, lines = 0;
  for (Unit *unit = units; unit; unit = unit->next) coroutines += unit->coroutineCount, lines += unit->lineCount;
  text.line("unit").field("coroutines", coroutines).field("lines", lines).end();
  unitsChanged = false;
}

void writeLines(Text &text) {
  for (Unit *unit = units; unit; unit = unit->next) {
    for (uint32_t i = 0; i < unit->lineCount; ++i) {
      Line &line = unit->lines[i];
      if (!__atomic_load_n(&line.hit, __ATOMIC_RELAXED) || line.reported) continue;
      line.reported = 1;
      text.line("line").field("file", line.file).field("line", line.line).end();
    }
  }
}

void writeCall(Text &text, CallSite &site, unsigned index) {
  const uint64_t calls = gain(site.calls);
  if (calls == 0) return;
  if (!site.told) {
    site.told = true;
    announce(text, site.stack);
    if (site.lock != 0) placeOf(site.lock, text);
    if (site.holder != 0) placeOf(site.holder, text);
    if (site.maker) announce(text, site.maker->stack);
    text.line("call").field("site", index).field("callee", site.callee->name).field("kind", nameOf(site.callee->kind));
    text.field("in", nameOf(site.context));
    if (site.coroutine) text.field("coroutine", site.coroutine->name);
    writePlace(text, "lock", site.lock);
    writePlace(text, "holder", site.holder);
    if (site.maker) writeStack(text, site.maker->stack, "maker");
    writeStack(text, site.stack);
    text.end();
  }
  text.line("called").field("site", index).field("n", calls).field("blocked", gain(site.blocked));
  text.field("ns", gain(site.ns)).field("maxNs", site.longest.read()).end();
}

void writeStall(Text &text, StallSite &site, unsigned index) {
  const uint64_t stalls = gain(site.stalls);
  if (stalls == 0) return;
  if (!site.told) {
    site.told = true;
    announce(text, site.stack);
    if (site.maker) announce(text, site.maker->stack);
    text.line("stall").field("site", index).field("kind", site.blocked ? "blocked" : "cpu");
    text.field("in", site.inCoroutine ? "coroutine" : "loop");
    if (site.maker) writeStack(text, site.maker->stack, "maker");
    writeStack(text, site.stack);
    text.end();
  }
  text.line("stalled").field("site", index).field("n", stalls).field("ns", gain(site.ns));
  text.field("maxNs", site.longest.read()).end();
}

void writeThreads(Text &text, ThreadSite &site) {
  const uint64_t made = gain(site.made);
  if (made == 0) return;
  announce(text, site.stack);
  text.line("threads").field("n", made);
  writeStack(text, site.stack);
  text.end();
}

void describeSpawn(Text &text, Spawn &spawn, unsigned index) {
  spawn.told = true;
  const Place at = placeOf(spawn.creator, text);
  text.line(spawn.isTask ? "task" : "spawn").field("site", index);
  text.field(spawn.isTask ? "name" : "coroutine", spawn.descriptor->name);
  text.field("file", spawn.descriptor->file).field("line", spawn.descriptor->line).at("at", at.module, at.offset).end();
}

void writeSpawn(Text &text, Spawn &spawn, unsigned index) {
  Counter *const counters[] = {&spawn.created,  &spawn.parked,    &spawn.started,  &spawn.resumed,
                               &spawn.finished, &spawn.unstarted, &spawn.abandoned};
  static constexpr const char *names[] = {"created",  "parked",    "started",  "resumed",
                                          "finished", "unstarted", "abandoned"};
  uint64_t gained[7], any = 0;
  for (int i = 0; i < 7; ++i) any |= gained[i] = gain(*counters[i]);
  if (any == 0) return;
  if (!spawn.told && !spawn.descriptor) return;
  if (!spawn.told) describeSpawn(text, spawn, index);
  text.line(spawn.isTask ? "ran" : "spawned").field("site", index);
  if (spawn.isTask)
    text.field("n", gained[0]);
  else
    for (int i = 0; i < 7; ++i)
      if (gained[i] != 0) text.field(names[i], gained[i]);
  text.field("ns", nanosecondsOf(gain(spawn.time))).field("maxNs", nanosecondsOf(spawn.longest.read()));
  if (const uint64_t between = gain(spawn.between)) text.field("betweenNs", nanosecondsOf(between));
  text.end();
}

void writeTables(Text &text) {
  if (!headWritten) writeHead(text);
  if (unitsChanged) writeUnits(text);
  callSites.each([&](CallSite &site, unsigned index) { writeCall(text, site, index); });
  stallSites.each([&](StallSite &site, unsigned index) { writeStall(text, site, index); });
  spawns.each([&](Spawn &spawn, unsigned index) { writeSpawn(text, spawn, index); });
  threadSites.each([&](ThreadSite &site, unsigned) { writeThreads(text, site); });
  writeLines(text);
}

void writeLoops(Text &text) {
  for (Thread *thread = threads; thread; thread = thread->next) {
    if (!thread->loop) continue;
    announce(text, thread->waitStack);
    text.line("loop").field("thread", static_cast<uint64_t>(thread->id)).field("ticks", thread->round);
    text.field("maxNs", nanosecondsOf(thread->longestRound));
    writeStack(text, thread->waitStack);
    text.end();
  }
}

int openRecord() {
  char path[sizeof settings.folder + 32];
  char digits[24];
  int count = 0;
  for (auto rest = static_cast<unsigned>(owner); rest != 0; rest /= 10)
    digits[count++] = static_cast<char>('0' + rest % 10);
  strcpy(path, settings.folder);
  char *end = path + strlen(path);
  *end++ = '/';
  while (count > 0) *end++ = digits[--count];
  strcpy(end, ".jsonl");
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
}

/// A child of vfork shares our memory and is not the process that we tell of.
bool isOurs() { return settings.enabled && static_cast<pid_t>(::syscall(SYS_getpid)) == owner; }

template <class Action> void withRecord(Action action) {
  Thread *thread = currentThread();
  if (!thread || !isOurs()) return;
  const Inside inside(*thread);
  const Turn turn;
  if (!turn) return;
  const int file = openRecord();
  if (file < 0) return;
  {
    Text text(file);
    action(text);
    size += text.written();
  }
  ::syscall(SYS_close, file);
}

}  // namespace

void writeRecord() {
  if (size < sizeLimit) withRecord(writeTables);
}

void writeEnd(const char *reason) {
  withRecord([&](Text &text) {
    countEndlessCalls(strncmp(reason, "signal", 6) == 0);
    writeTables(text);
    writeLoops(text);
    const uint64_t lost = callSites.lost() + stallSites.lost() + spawns.lost();
    text.line("end").field("reason", reason).field("cpuNs", processCpu()).field("threads", threadsCreated.read());
    text.field("lost", lost).end();
  });
}

void startRecord() {
  owner = static_cast<pid_t>(::syscall(SYS_getpid));
  writing = 0;
  size = 0;
  headWritten = false;
  unitsChanged = units != nullptr;
  forgetModules();
}

void addUnit(Unit *unit) {
  Unit *head = __atomic_load_n(&units, __ATOMIC_RELAXED);
  do unit->next = head;
  while (!__atomic_compare_exchange_n(&units, &head, unit, true, __ATOMIC_RELEASE, __ATOMIC_RELAXED));
  unitsChanged = true;
}

namespace {

/// What is counted by addresses in a library ends with it. At the end of the program nothing comes in its place.
void retireSites(const Unit &unit) {
  const auto *first = unit.coroutines, *last = first + unit.coroutineCount;
  const uintptr_t base = baseOf(&unit);
  const auto isWithin = [&](const Stack &stack) {
    for (int i = 0; i < stack.count; ++i)
      if (baseOf(reinterpret_cast<const void *>(stack.frames[i])) == base) return true;
    return false;
  };
  spawns.each([&](Spawn &spawn, unsigned) {
    if (spawn.descriptor < first || spawn.descriptor >= last) return;
    spawn.descriptor = nullptr;
    __atomic_store_n(&spawn.key, retired, __ATOMIC_RELEASE);
  });
  callSites.each([&](CallSite &site, unsigned) {
    if (site.key == retired || !isWithin(site.stack)) return;
    site.coroutine = nullptr;
    __atomic_store_n(&site.key, retired, __ATOMIC_RELEASE);
  });
  threadSites.each([&](ThreadSite &site, unsigned) {
    if (site.key != retired && isWithin(site.stack)) __atomic_store_n(&site.key, retired, __ATOMIC_RELEASE);
  });
  stallSites.each([&](StallSite &site, unsigned) {
    if (site.key != retired && isWithin(site.stack)) __atomic_store_n(&site.key, retired, __ATOMIC_RELEASE);
  });
}

}  // namespace

void removeUnit(Unit *unit) {
  writeRecord();  // the names in it go away
  retireSites(*unit);
  for (Unit **link = &units; *link; link = &(*link)->next) {
    if (*link != unit) continue;
    *link = unit->next;
    return;
  }
}

}  // namespace cotidy::runtime

void cotidy_register(cotidy::runtime::Unit *unit) {
  if (unit->version == cotidy::runtime::hooksVersion) cotidy::runtime::addUnit(unit);
}

void cotidy_unregister(cotidy::runtime::Unit *unit) {
  if (unit->version == cotidy::runtime::hooksVersion) cotidy::runtime::removeUnit(unit);
}
