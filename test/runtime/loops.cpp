// What is a loop, and what holds it up: loops that wait with epoll, poll and select; threads that only look like one; a
// handler that never comes back; and a loop of a library that two threads share.
// REQUIRES: driver, llvm22
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: clang++ -std=c++20 -O1 -fno-optimize-sibling-calls -g %s -o loops -pthread
// RUN: %python %root/test/runtime/loops.py %cotidy %t/loops
#include <boost/asio.hpp>

#include <chrono>
#include <ctime>
#include <poll.h>
#include <signal.h>
#include <string>
#include <sys/epoll.h>
#include <sys/select.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

[[gnu::noinline]] void compute(std::chrono::milliseconds time) {
  for (const auto end = std::clock() + time / 1us; std::clock() < end;) {}  // of the processor
}

/// Pipes with something to read, so that no wait is long.
struct Pipes {
  int ends[3][2];
  Pipes() {
    for (auto &pair : ends) (void)!pipe(pair), (void)!write(pair[1], "x", 1);
  }
};

[[gnu::noinline]] void handle(int round) {
  if (round == 5) usleep(30'000);
  if (round == 7) compute(60ms);
}

void pollLoop(nfds_t count) {
  Pipes pipes;
  pollfd files[3];
  for (int i = 0; i < 3; ++i) files[i] = {pipes.ends[i][0], POLLIN, 0};
  for (int round = 0; round < 10; ++round) {
    poll(files, count, 1'000);
    handle(round);
  }
}

void selectLoop() {
  Pipes pipes;
  for (int round = 0; round < 10; ++round) {
    fd_set in;
    FD_ZERO(&in);
    for (auto &pair : pipes.ends) FD_SET(pair[0], &in);
    select(pipes.ends[2][0] + 1, &in, nullptr, nullptr, nullptr);
    handle(round);
  }
}

template <class Handler> void epollLoop(Handler handler) {
  const int events = epoll_create1(0);
  for (int round = 0; round < 10; ++round) {
    epoll_event event;
    epoll_wait(events, &event, 1, 1);
    handler(round);
  }
  close(events);
}

/// Waits for an answer in the middle of a round: whoever watches many descriptors there is no loop, either.
[[gnu::noinline]] void asksAndWaits(int round) {
  pollfd none[3] = {{-1, 0, 0}, {-1, 0, 0}, {-1, 0, 0}};
  if (round > 5) poll(none, 3, 30);
}

[[gnu::noinline]] void neverReturns(int round) {
  if (round != 5) return;
  std::thread([] {
    std::this_thread::sleep_for(700ms);
    kill(getpid(), SIGTERM);
  }).detach();
  compute(60s);
}

/// One of the threads waits for its turn most of the time, and at the end main does what it likes.
void sharedLoop() {
  boost::asio::io_context context;
  boost::asio::steady_timer timer(context);
  int left = 40;
  std::function<void(boost::system::error_code)> next = [&](boost::system::error_code) {
    if (left % 4 == 0) usleep(30'000);
    if (--left == 0) return;
    timer.expires_after(25ms);
    timer.async_wait(next);
  };
  timer.expires_after(25ms);
  timer.async_wait(next);
  std::thread other([&] { context.run(); });
  context.run();
  other.join();
  usleep(40'000);
}

int main(int, char **arguments) {
  const std::string what = arguments[1];
  if (what == "poll") pollLoop(3);
  if (what == "poll-one") pollLoop(1);
  if (what == "select") selectLoop();
  if (what == "epoll") epollLoop(handle);
  if (what == "nested") epollLoop(asksAndWaits);
  if (what == "endless") epollLoop(neverReturns);
  if (what == "shared") sharedLoop();
}
