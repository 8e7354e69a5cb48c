// Process.cpp: loading, forking, deadly signals, and the watchdog's thread.
#include "runtime/Process.h"

#include "runtime/Clock.h"
#include "runtime/Loop.h"
#include "runtime/Makers.h"
#include "runtime/Settings.h"
#include "runtime/Sites.h"
#include "runtime/Thread.h"
#include "runtime/Writer.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace cotidy::runtime {

bool watchdogStarted = false;

namespace {

constexpr uint64_t firstPause = 250'000'000, longestPause = 30'000'000'000;

bool watchdogRuns = false;

void sleepFor(uint64_t ns) {
  const timespec nap{static_cast<time_t>(ns / 1'000'000'000), static_cast<long>(ns % 1'000'000'000)};
  ::syscall(SYS_nanosleep, &nap, nullptr);
}

/// A thread of ours. The program's signals are not for it.
void startThread(void *(*run)(void *)) {
  Thread *thread = currentThread();
  if (!thread) return;
  const int error = errno;
  const Inside inside(*thread);
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  pthread_t handle;
  if (pthread_create(&handle, nullptr, run, nullptr) == 0) pthread_detach(handle);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
}

/// Each system call on a descriptor costs more as soon as two threads share the open files. A program of one thread shall
/// not pay for the watchdog, so that one gives its share up. Kernels before 5.9 refuse, and nothing is lost but time.
void giveUpOpenFiles() {
#if defined SYS_close_range && defined CLOSE_RANGE_UNSHARE
  ::syscall(SYS_close_range, 0u, ~0u, CLOSE_RANGE_UNSHARE);
#endif
}

/// Writes at growing distances, so that a run of any length writes little, and a crash loses little of a short one.
void *watch(void *) {
  Thread *thread = enterThread(Role::Watchdog);
  if (!thread) return nullptr;
  thread->inside = 1;
  giveUpOpenFiles();
  __atomic_store_n(&watchdogRuns, true, __ATOMIC_RELEASE);
  uint64_t pause = firstPause, nextWrite = now() + pause;
  const uint64_t nap = settings.stallNs / 2 < 500'000'000 ? settings.stallNs / 2 : 500'000'000;
  for (;;) {
    sleepFor(nap);
    lookAtThreads();
    if (now() < nextWrite) continue;
    writeRecord();
    pause = pause * 2 < longestPause ? pause * 2 : longestPause;
    nextWrite = now() + pause;
  }
}

/// Of the threads there are this one, the watchdog, and the first, which stays as a zombie.
bool isAlone() {
  struct stat folder;
  if (::syscall(SYS_newfstatat, AT_FDCWD, "/proc/self/task", &folder, 0) != 0) return false;
  constexpr nlink_t own = 2;  // of any folder
  return folder.st_nlink <= own + (__atomic_load_n(&watchdogRuns, __ATOMIC_ACQUIRE) ? 3u : 2u);
}

/// What ends with the program writes to its open files, so this is no work for the watchdog.
void *endWithLastThread(void *) {
  if (Thread *thread = enterThread(Role::Watchdog)) thread->inside = 1;
  while (!isAlone()) sleepFor(10'000'000);
  exit(0);
}

void onDeadlySignal(int number) {
  char reason[] = "signal 00";
  reason[7] = static_cast<char>('0' + number / 10);
  reason[8] = static_cast<char>('0' + number % 10);
  writeEnd(reason);
  signal(number, SIG_DFL);
  raise(number);
}

void forkedChild() {
  forgetOtherThreads();
  clearSites();
  forgetMakers();
  startRecord();
  watchdogRuns = false;
  __atomic_store_n(&watchdogStarted, !settings.watchdog, __ATOMIC_RELAXED);
}

[[gnu::constructor(102)]] void load() {
  readSettings();
  // Whatever happens in a process that does not record: no thread, no handler, no watchdog.
  watchdogStarted = !settings.enabled || !settings.watchdog;
  if (!settings.enabled) return;
  chooseClock();
  startRecord();
  Thread *thread = currentThread();
  if (!thread) return;
  const Inside inside(*thread);
  Stack stack;
  takeStack(stack);  // the unwinder allocates when it is first used
  answerWatchdog();
  watchDeadlySignals();
  pthread_atfork(nullptr, nullptr, forkedChild);
}

[[gnu::destructor(101)]] void unload() { writeEnd("exit"); }

}  // namespace

void startWatchdog() {
  if (!__atomic_exchange_n(&watchdogStarted, true, __ATOMIC_ACQ_REL)) startThread(watch);
}

void firstThreadLeaves() {
  if (settings.enabled && settings.watchdog) startThread(endWithLastThread);
}

void watchDeadlySignals() {
  // So that a stack that is used up can be told of. Of the first thread only: others may bring their own.
  static char spare[64 * 1024];
  stack_t stack = {};
  if (sigaltstack(nullptr, &stack) == 0 && (stack.ss_flags & SS_DISABLE) != 0) {
    stack = {.ss_sp = spare, .ss_flags = 0, .ss_size = sizeof spare};
    sigaltstack(&stack, nullptr);
  }
  constexpr int deadly[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTERM, SIGINT, SIGHUP};
  for (const int number : deadly) {
    struct sigaction action = {};
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action.sa_handler = onDeadlySignal;
    action.sa_flags = SA_NODEFER | SA_ONSTACK;
    sigaction(number, &action, nullptr);
  }
}

}  // namespace cotidy::runtime
