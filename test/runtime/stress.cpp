// Sixty-four threads, nineteen million resumptions, and forks in between: nothing is lost, nothing hangs, and the record is
// small however long the program runs.
// REQUIRES: driver, llvm22, full
// RUN: rm -rf %t && mkdir -p %t/record && cd %t
// RUN: %instrument -std=c++20 -O2 %s -o stress -pthread
// RUN: env COTIDY_RECORD=%t/record ./stress
// RUN: %python %root/test/runtime/stress.py record
#include "support/task.h"

#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

constexpr int threads = 64, chains = 15'625, links = 9;  // resumptions

Task link() { co_return; }

Task chain() {
  for (int i = 0; i < links; ++i) co_await link();
}

Task napsInChild() {
  usleep(2'000);
  co_return;
}

void forkStorm() {
  for (int i = 0; i < 200; ++i)
    if (fork() == 0) {
      if (i % 20 == 0) napsInChild().start();
      _exit(0);
    }
  while (wait(nullptr) > 0) {}
}

int main() {
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i)
    workers.emplace_back([] {
      for (int j = 0; j < chains; ++j) chain().start();
    });
  for (int i = 0; i < 4; ++i) workers.emplace_back(forkStorm);
  for (std::thread &worker : workers) worker.join();
}
