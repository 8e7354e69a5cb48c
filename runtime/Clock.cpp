// Clock.cpp: the pace of the processor's counter, measured against the kernel's clock since the program was loaded.
#include "runtime/Clock.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace cotidy::runtime {

bool counterIsSteady = false;

namespace {

constexpr uint64_t settledNs = 1'000'000'000;

uint64_t readClock(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

/// Both clocks at one moment. A thread that is interrupted between the two readings tries again.
struct Moment {
  uint64_t ticks = 0, ns = 0;

  static Moment take() {
    Moment best;
    uint64_t least = UINT64_MAX;
    for (int attempt = 0; attempt < 3; ++attempt) {
      const uint64_t before = readTicks(), ns = now(), after = readTicks();
      if (after - before >= least) continue;
      least = after - before;
      best.ticks = before + least / 2;
      best.ns = ns;
    }
    return best;
  }

private:
  static uint64_t readTicks() { return cotidy::runtime::ticks(); }
};

Moment loaded;
double settledPace = 0;  // nanoseconds for a tick; 0: not known well enough yet

double pace() {
  double known;
  __atomic_load(&settledPace, &known, __ATOMIC_RELAXED);
  if (known != 0) return known;
  const Moment moment = Moment::take();
  if (moment.ticks <= loaded.ticks || moment.ns <= loaded.ns) return 1;
  double measured = static_cast<double>(moment.ns - loaded.ns) / static_cast<double>(moment.ticks - loaded.ticks);
  if (moment.ns - loaded.ns > settledNs) __atomic_store(&settledPace, &measured, __ATOMIC_RELAXED);
  return measured;
}

/// The beginning of a small file, with a null behind it.
void readFile(const char *path, char *text, size_t size) {
  text[0] = 0;
  const long file = ::syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const long length = ::syscall(SYS_read, file, text, size - 1);
  ::syscall(SYS_close, file);
  text[length > 0 ? length : 0] = 0;
}

bool kernelTrustsCounter() {
  char name[8];
  readFile("/sys/devices/system/clocksource/clocksource0/current_clocksource", name, sizeof name);
  return strcmp(name, "tsc\n") == 0;
}

}  // namespace

uint64_t now() { return readClock(CLOCK_MONOTONIC); }
uint64_t processCpu() { return readClock(CLOCK_PROCESS_CPUTIME_ID); }
uint64_t threadCpu() { return readClock(CLOCK_THREAD_CPUTIME_ID); }

uint64_t delayOf(pid_t thread) {
  char path[64] = "/proc/self/task/", digits[16], text[64];
  char *end = path + strlen(path);
  int count = 0;
  for (auto rest = static_cast<unsigned>(thread); rest != 0; rest /= 10)
    digits[count++] = static_cast<char>('0' + rest % 10);
  while (count > 0) *end++ = digits[--count];
  strcpy(end, "/schedstat");  // time on a processor, time without, turns
  readFile(path, text, sizeof text);
  const char *at = strchr(text, ' ');
  uint64_t ns = 0;
  while (at && *++at >= '0' && *at <= '9') ns = ns * 10 + static_cast<uint64_t>(*at - '0');
  return ns;
}

long voluntarySwitches() {
  rusage usage;
  return getrusage(RUSAGE_THREAD, &usage) == 0 ? usage.ru_nvcsw : 0;
}

void chooseClock() {
#if defined(__x86_64__)
  counterIsSteady = kernelTrustsCounter();
#endif
  loaded = Moment::take();
}

uint64_t nanosecondsOf(uint64_t ticks) {
  if (!counterIsSteady) return ticks;
  return static_cast<uint64_t>(static_cast<double>(ticks) * pace());
}

}  // namespace cotidy::runtime
