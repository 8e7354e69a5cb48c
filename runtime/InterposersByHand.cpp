// InterposersByHand.cpp: what does not fit into a row of interposers.json: variable arguments, the futex behind
// `syscall`, new threads, and the ways in which a program ends.
#include "runtime/Calls.h"
#include "runtime/Makers.h"
#include "runtime/Resolve.h"
#include "runtime/Writer.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace cotidy::runtime;

#define INTERPOSE(result, name, ...)                                                              \
  extern "C" [[gnu::visibility("default")]] result interposed_##name(__VA_ARGS__) __asm__(#name); \
  result interposed_##name(__VA_ARGS__)
#define REAL(name)                          \
  static decltype(&interposed_##name) real; \
  if (!real) real = reinterpret_cast<decltype(real)>(resolve(#name, nullptr))

void *cotidy::runtime::resolve(const char *name, const char *version) {
  Thread *thread = enteredThread;
  if (thread) ++thread->inside;
  void *found = version ? dlvsym(RTLD_NEXT, name, version) : nullptr;
  if (!found) found = dlsym(RTLD_NEXT, name);
  if (thread) --thread->inside;
  return found;
}

// ---- variable arguments

namespace {

constexpr Callee openCallee{"open", Kind::File}, openatCallee{"openat", Kind::File}, fcntlCallee{"fcntl", Kind::Wait},
    futexCallee{"futex", Kind::Wait};

bool takesMode(int flags) { return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE; }

unsigned modeOf(int flags, va_list &arguments) { return takesMode(flags) ? va_arg(arguments, unsigned) : 0; }

}  // namespace

#define INTERPOSE_OPEN(name)                                                                          \
  INTERPOSE(int, name, const char *path, int flags, ...) {                                            \
    REAL(name);                                                                                       \
    va_list arguments;                                                                                \
    va_start(arguments, flags);                                                                       \
    const unsigned mode = modeOf(flags, arguments);                                                   \
    va_end(arguments);                                                                                \
    return guarded(openCallee, __builtin_return_address(0), [&] { return real(path, flags, mode); }); \
  }
#define INTERPOSE_OPENAT(name)                                                                                  \
  INTERPOSE(int, name, int folder, const char *path, int flags, ...) {                                          \
    REAL(name);                                                                                                 \
    va_list arguments;                                                                                          \
    va_start(arguments, flags);                                                                                 \
    const unsigned mode = modeOf(flags, arguments);                                                             \
    va_end(arguments);                                                                                          \
    return guarded(openatCallee, __builtin_return_address(0), [&] { return real(folder, path, flags, mode); }); \
  }
INTERPOSE_OPEN(open)
INTERPOSE_OPEN(open64)
INTERPOSE_OPENAT(openat)
INTERPOSE_OPENAT(openat64)

#define INTERPOSE_FCNTL(name)                                        \
  INTERPOSE(int, name, int file, int command, ...) {                 \
    REAL(name);                                                      \
    va_list arguments;                                               \
    va_start(arguments, command);                                    \
    void *const argument = va_arg(arguments, void *);                \
    va_end(arguments);                                               \
    const auto call = [&] { return real(file, command, argument); }; \
    if (command != F_SETLKW && command != F_OFD_SETLKW) {            \
      const int result = call();                                     \
      if (command == F_SETFL) forgetDescriptor(file);                \
      return result;                                                 \
    }                                                                \
    return guarded(fcntlCallee, __builtin_return_address(0), call);  \
  }
INTERPOSE_FCNTL(fcntl)
INTERPOSE_FCNTL(fcntl64)

// ---- descriptors that change

INTERPOSE(int, close, int file) {
  REAL(close);
  forgetDescriptor(file);
  return real(file);
}
INTERPOSE(int, dup2, int file, int other) {
  REAL(dup2);
  forgetDescriptor(other);
  return real(file, other);
}
INTERPOSE(int, dup3, int file, int other, int flags) {
  REAL(dup3);
  forgetDescriptor(other);
  return real(file, other, flags);
}
INTERPOSE(int, ioctl, int file, unsigned long request, ...) {
  REAL(ioctl);
  va_list arguments;
  va_start(arguments, request);
  void *const argument = va_arg(arguments, void *);
  va_end(arguments);
  const int result = real(file, request, argument);
  if (request == FIONBIO) forgetDescriptor(file);
  return result;
}

// ---- the futex

// Waits of <atomic>, <semaphore>, <latch>, <barrier> and <future> come this way.
INTERPOSE(long, syscall, long number, ...) {
  REAL(syscall);
  va_list arguments;
  va_start(arguments, number);
  long values[6];
  for (long &value : values) value = va_arg(arguments, long);
  va_end(arguments);
  const auto call = [&] { return real(number, values[0], values[1], values[2], values[3], values[4], values[5]); };
  const long operation = values[1] & FUTEX_CMD_MASK;
  if (number != SYS_futex || (operation != FUTEX_WAIT && operation != FUTEX_WAIT_BITSET)) return call();
  return guarded(futexCallee, __builtin_return_address(0), call);
}

// ---- threads

namespace {

ThreadSite *countNewThread(Thread &thread) {
  const Inside inside(thread);
  Stack stack;
  takeStack(stack);
  ThreadSite *site = threadSites.find(hashOf(stack), [&](ThreadSite &fresh) { fresh.stack = stack; });
  if (site) site->made.add(1);
  return site;
}

}  // namespace

INTERPOSE(int, pthread_create, pthread_t *handle, const pthread_attr_t *attributes, void *(*start)(void *),
          void *argument) {
  REAL(pthread_create);
  Thread *thread = currentThread();
  if (!thread || thread->inside != 0) return real(handle, attributes, start, argument);
  __atomic_store_n(&manyThreads, true, __ATOMIC_RELEASE);
  threadsCreated.add(1);
  ThreadSite *site = countNewThread(*thread);
  const int result = real(handle, attributes, start, argument);
  if (result == 0 && site) rememberMaker(*handle, site);
  return result;
}

INTERPOSE(void, pthread_exit, void *result) {
  REAL(pthread_exit);
  if (getpid() == ::syscall(SYS_gettid)) firstThreadLeaves();
  real(result);
  __builtin_unreachable();
}

// ---- the end

INTERPOSE(void, _exit, int status) {
  REAL(_exit);
  writeEnd("_exit");
  real(status);
  __builtin_unreachable();
}
INTERPOSE(void, _Exit, int status) {
  REAL(_Exit);
  writeEnd("_exit");
  real(status);
  __builtin_unreachable();
}
INTERPOSE(void, quick_exit, int status) {
  REAL(quick_exit);
  writeEnd("_exit");
  real(status);
  __builtin_unreachable();
}
INTERPOSE(int, execve, const char *path, char *const arguments[], char *const environment[]) {
  REAL(execve);
  writeEnd("exec");
  return real(path, arguments, environment);
}
INTERPOSE(int, execv, const char *path, char *const arguments[]) {
  REAL(execv);
  writeEnd("exec");
  return real(path, arguments);
}
INTERPOSE(int, execvp, const char *file, char *const arguments[]) {
  REAL(execvp);
  writeEnd("exec");
  return real(file, arguments);
}
INTERPOSE(int, execvpe, const char *file, char *const arguments[], char *const environment[]) {
  REAL(execvpe);
  writeEnd("exec");
  return real(file, arguments, environment);
}
INTERPOSE(int, fexecve, int file, char *const arguments[], char *const environment[]) {
  REAL(fexecve);
  writeEnd("exec");
  return real(file, arguments, environment);
}

#define INTERPOSE_EXECL(name, behind)                                                  \
  INTERPOSE(int, name, const char *path, const char *first, ...) {                     \
    char *list[1024] = {const_cast<char *>(first)};                                    \
    va_list arguments;                                                                 \
    va_start(arguments, first);                                                        \
    for (int i = 1; i < 1023 && list[i - 1]; ++i) list[i] = va_arg(arguments, char *); \
    va_end(arguments);                                                                 \
    return interposed_##behind(path, list);                                            \
  }
INTERPOSE_EXECL(execl, execv)
INTERPOSE_EXECL(execlp, execvp)
