// However a program ends, and whatever it becomes, what it did before is in the record.
// REQUIRES: driver, llvm22
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: %instrument -std=c++20 -O1 %s -o ends
// RUN: %python %root/test/runtime/ends.py %cotidy %t/ends
#include "support/task.h"

#include <cstdio>
#include <cstdlib>
#include <future>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

Task naps() {
  usleep(5'000);
  co_return;
}

Task napsInChild() {
  usleep(6'000);
  co_return;
}

void forkStorm() {
  for (int i = 0; i < 50; ++i)
    if (fork() == 0) {
      if (i % 10 == 0) napsInChild().start();
      _exit(0);
    }
  while (wait(nullptr) > 0) {}
}

void manyThreads() {
  std::thread threads[64];
  for (std::thread &thread : threads)
    thread = std::thread([] {
      for (int i = 0; i < 1'000; ++i) [] () -> Task { co_return; }().start();
    });
  for (std::thread &thread : threads) thread.join();
}

/// Programs that are started without fork.
void startByVfork() {
  const pid_t child = vfork();
  if (child == 0) {
    execlp("true", "true", nullptr);
    _exit(1);
  }
  waitpid(child, nullptr, 0);
}

void startBySpawn() {
  char name[] = "true";
  char *arguments[] = {name, nullptr};
  pid_t child = 0;
  posix_spawnp(&child, name, nullptr, nullptr, arguments, environ);
  waitpid(child, nullptr, 0);
}

/// Main ends and the program goes on, has a child, and writes what is left to write when its last thread ends.
void leaveMain(const std::string &path) {
  std::fputs("all of it", std::fopen(path.c_str(), "w"));
  std::thread([] {
    usleep(300'000);
    naps().start();
    if (fork() == 0) {
      naps().start();
      usleep(200'000);
      _exit(7);
    }
    int status = 0;
    wait(&status);
    if (WEXITSTATUS(status) != 7) _exit(1);
  }).detach();
  pthread_exit(nullptr);
}

/// What the program has closed is closed, also with the watchdog beside it.
int closePipe() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  naps().start();
  usleep(100'000);
  close(ends[1]);
  pollfd waits = {ends[0], POLLIN, 0};
  char byte;
  return poll(&waits, 1, 5'000) == 1 && read(ends[0], &byte, 1) == 0 ? 0 : 1;
}

Task sleepsOn() {
  sleep(60);
  co_return;
}

void leaveThreadAsleep() {
  std::thread([] { sleepsOn().start(); }).detach();
  usleep(50'000);
}

[[gnu::noinline]] int overflow(volatile char *up) {  // NOLINT: it is to have no end
  volatile char bytes[4096];
  bytes[0] = *up;
  return overflow(bytes) + bytes[0];
}

int main(int, char **arguments) {
  const std::string end = arguments[1];
  naps().start();
  if (end == "exit") std::exit(5);
  if (end == "_exit") _exit(5);
  if (end == "abort") std::abort();
  if (end == "crash") raise(SIGSEGV);
  if (end == "terminated") raise(SIGTERM);
  if (end == "exec") execl(arguments[0], arguments[0], "exit", nullptr);
  if (end == "exec-other") execlp("true", "true", nullptr);
  if (end == "quick_exit") std::quick_exit(5);
  if (end == "crash-thread") std::thread([] { raise(SIGSEGV); }).join();
  if (end == "overflow") {
    volatile char start = 1;
    return overflow(&start);
  }
  if (end == "vfork") startByVfork();
  if (end == "spawn") startBySpawn();
  if (end == "leave-main") leaveMain(std::string(arguments[0]) + ".left");
  if (end == "pipe") return closePipe();
  if (end == "asleep") leaveThreadAsleep();
  if (end == "fork") forkStorm();
  if (end == "threads") manyThreads();
  if (end == "hang") {  // for ever, until somebody loses patience
    std::thread([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(1'800));
      kill(getpid(), SIGTERM);
    }).detach();
    std::promise<void> never;
    never.get_future().wait();
  }
  if (end == "killed") {
    usleep(900'000);  // longer than the first pause of the writer
    raise(SIGKILL);
  }
}
