// workload.cpp: a little of everything that a program does with coroutines, with numbers that are known beforehand
// (account.py has them). However it is compiled, linked and run, the report must say the same. With arguments, it runs
// what the shared libraries that they name export, too.
#include "task.h"

#include <atomic>
#include <cstdio>
#include <dlfcn.h>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unistd.h>

Task naps() {
  usleep(5'000);
  co_return;
}

Task awaitsNaps() {
  for (int i = 0; i < 3; ++i) co_await naps();
}

Task fails() {
  throw std::runtime_error("on purpose");
  co_return;
}

Task catches() {
  bool caught = false;
  try {
    co_await fails();
  } catch (const std::runtime_error &) {
    caught = true;
  }
  if (caught) co_await naps();
}

Task neverRuns() { co_return; }

struct Forever {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};

Task givenUp() { co_await Forever(); }

/// A lock that two coroutines on two threads want.
std::mutex mutex;
std::atomic<bool> held = false;

Task holds() {
  const std::lock_guard lock(mutex);
  held = true;
  usleep(100'000);
  co_return;
}

Task wants() {
  const std::lock_guard lock(mutex);
  co_return;
}

void contend() {
  std::thread holder([] { holds().start(); });
  while (!held) std::this_thread::yield();
  wants().start();
  holder.join();
}

void runLibrary(const char *path) {
  void *library = dlopen(path, RTLD_NOW);
  if (!library) {
    std::fprintf(stderr, "%s\n", dlerror());
    _exit(9);
  }
  reinterpret_cast<void (*)()>(dlsym(library, "runPlugin"))();
  dlclose(library);
}

int main(int count, char **arguments) {
  awaitsNaps().start();
  catches().start();
  for (int i = 0; i < 7; ++i) neverRuns();
  for (int i = 0; i < 5; ++i) givenUp().start();
  contend();
  for (int i = 1; i < count; ++i) runLibrary(arguments[i]);
  std::puts("done");
}
