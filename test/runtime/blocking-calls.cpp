// Every way to block, each in a coroutine of its own, and the same statement in a plain function: the first is reported
// at its line, the second is not. `seen`: it blocked, and that was measured. `counted`: whether it blocks is the
// machine's business; that it was called is known. `inside`: outside of coroutines it is what an event loop does.
// REQUIRES: driver, llvm22
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: clang++ -shared -fPIC %S/support/slow-library.cpp -o slow.so && mkfifo fifo
// RUN: %instrument -std=c++20 -O0 %s -o calls-O0
// RUN: %instrument -std=c++20 -O2 %s -o calls-O2
// RUN: %cotidy run --format=json -- ./calls-O0 > O0.json
// RUN: %cotidy run --format=json -- ./calls-O2 > O2.json
// RUN: %python %root/test/runtime/table.py %s O0.json O2.json
#include "support/task.h"

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <fstream>
#include <future>
#include <latch>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <semaphore.h>
#include <semaphore>
#include <shared_mutex>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

// Long enough for a busy machine to begin the wait before it ends.
constexpr auto aWhile = 100ms;

// Does something in another thread, a little later.
template <class Action> std::thread later(Action action) {
  return std::thread([action] {
    std::this_thread::sleep_for(aWhile);
    action();
  });
}

struct Pipe {
  int ends[2];
  Pipe() { (void)!pipe(ends); }
  ~Pipe() { close(ends[0]), close(ends[1]); }
  auto fill() const {
    return [end = ends[1]] { (void)!write(end, "x", 1); };
  }
};

/// A file that has nothing to read until somebody writes. Open for both, so that to open it again does not wait.
struct Fifo {
  int end = open("fifo", O_RDWR);
  ~Fifo() { close(end); }
  auto fill() const {
    return [end = end] { (void)!write(end, "line\n", 5); };
  }
};

void fillAndClose() {
  const int end = open("fifo", O_WRONLY);
  (void)!write(end, "line\n", 5);
  close(end);
}

char byte;
std::mutex mutex;
std::shared_mutex sharedMutex;
std::condition_variable condition;
const timespec tenMs{0, 10'000'000};

pid_t napInChild() {
  const pid_t child = fork();
  if (child != 0) return child;
  usleep(20'000);
  _exit(0);
}

void lockAndHold(auto &lock) {
  static std::atomic<bool> held;
  held = false;
  std::thread([&] {
    lock.lock();
    held = true;
    std::this_thread::sleep_for(aWhile);
    lock.unlock();
  }).detach();
  while (!held) std::this_thread::yield();
}

#define IN_BOTH(name, prepare, ...) \
  Task name() { prepare; __VA_ARGS__; co_return; } \
  void name##Outside() { prepare; __VA_ARGS__; }
#define BOTH(name, ...) IN_BOTH(name, (void)0, __VA_ARGS__)

// clang-format off
BOTH(sleepFor, std::this_thread::sleep_for(10ms))                               // seen: nanosleep clock_nanosleep
BOTH(sleepUntil, std::this_thread::sleep_until(std::chrono::steady_clock::now() + 10ms))  // seen: nanosleep clock_nanosleep
BOTH(sleepMicroseconds, usleep(10'000))                                         // seen: usleep
BOTH(sleepNanoseconds, nanosleep(&tenMs, nullptr))                              // seen: nanosleep
BOTH(sleepOnClock, clock_nanosleep(CLOCK_MONOTONIC, 0, &tenMs, nullptr))        // seen: clock_nanosleep
BOTH(readPipe, Pipe p; auto t = later(p.fill()); (void)!read(p.ends[0], &byte, 1); t.join())  // seen: read
BOTH(pollPipe, Pipe p; auto t = later(p.fill()); pollfd f{p.ends[0], POLLIN, 0}; poll(&f, 1, -1); t.join())  // seen: poll
BOTH(selectNothing, timeval t{0, 10'000}; select(0, nullptr, nullptr, nullptr, &t))  // seen: select
BOTH(epollNothing, epoll_event e; int p = epoll_create1(0); epoll_wait(p, &e, 1, 10); close(p))  // inside: epoll_wait
BOTH(receive, int s[2]; (void)!socketpair(AF_UNIX, SOCK_STREAM, 0, s); auto t = later([=] { (void)!write(s[1], "x", 1); }); recv(s[0], &byte, 1, 0); t.join())  // seen: recv
BOTH(resolve, addrinfo *r = nullptr; if (getaddrinfo("127.0.0.1", "80", nullptr, &r) == 0) freeaddrinfo(r))  // counted: getaddrinfo
BOTH(syncFile, FILE *f = tmpfile(); fsync(fileno(f)); fclose(f))                // counted: fsync
BOTH(readStream, auto t = later(fillAndClose); std::string line; std::getline(std::ifstream("fifo"), line); t.join())  // seen: fopen fopen64 open open64
BOTH(readFile, Fifo f; FILE *s = fopen("fifo", "r"); auto t = later(f.fill()); (void)!fread(&byte, 1, 1, s); t.join(); fclose(s))  // seen: fread
BOTH(openPath, auto t = later([] { close(open("fifo", O_WRONLY)); }); close(open("fifo", O_RDONLY)); t.join())  // seen: open
BOTH(openFile, auto t = later([] { close(open("fifo", O_WRONLY)); }); fclose(fopen("fifo", "r")); t.join())  // seen: fopen
BOTH(listFolder, DIR *d = opendir("/"); readdir(d); closedir(d))                // counted: opendir
BOTH(loadLibrary, void *l = dlopen("./slow.so", RTLD_NOW); if (l) dlclose(l))   // seen: dlopen
BOTH(lockFile, int a = open(".", O_RDONLY); int b = open(".", O_RDONLY); flock(a, LOCK_EX); auto t = later([=] { flock(a, LOCK_UN); }); flock(b, LOCK_EX); t.join(); close(a); close(b))  // seen: flock
BOTH(runShell, (void)!std::system("sleep 0.01"))                                // seen: system
BOTH(runPipe, FILE *f = popen("sleep 0.01", "r"); pclose(f))                    // seen: pclose
BOTH(awaitChild, waitpid(napInChild(), nullptr, 0))                             // seen: waitpid
BOTH(lockMutex, lockAndHold(mutex); mutex.lock(); mutex.unlock())               // seen: pthread_mutex_lock
BOTH(lockShared, lockAndHold(sharedMutex); sharedMutex.lock_shared(); sharedMutex.unlock_shared())  // seen: pthread_rwlock_rdlock pthread_cond_wait
BOTH(lockExclusive, lockAndHold(sharedMutex); sharedMutex.lock(); sharedMutex.unlock())  // seen: pthread_rwlock_wrlock pthread_cond_wait
BOTH(awaitCondition, bool ready = false; auto t = later([&] { mutex.lock(); ready = true; mutex.unlock(); condition.notify_one(); }); std::unique_lock l(mutex); while (!ready) condition.wait(l); l.unlock(); t.join())  // seen: pthread_cond_wait
BOTH(awaitConditionFor, std::unique_lock l(mutex); condition.wait_for(l, 10ms)) // seen: pthread_cond_clockwait pthread_cond_timedwait
BOTH(awaitSemaphore, sem_t s; sem_init(&s, 0, 0); auto t = later([&] { sem_post(&s); }); sem_wait(&s); t.join())  // seen: sem_wait
BOTH(joinThread, std::thread t([] { std::this_thread::sleep_for(10ms); }); t.join())  // seen: pthread_join
BOTH(leaveThread, std::jthread t([] { std::this_thread::sleep_for(10ms); }))    // seen: pthread_join
BOTH(getAsync, std::async(std::launch::async, [] { std::this_thread::sleep_for(10ms); }).get())  // seen: pthread_join futex pthread_cond_wait
BOTH(getFuture, std::promise<void> p; auto t = later([&] { p.set_value(); }); p.get_future().get(); t.join())  // seen: futex pthread_cond_wait
BOTH(awaitFutureFor, std::promise<void> p; p.get_future().wait_for(10ms))       // seen: futex pthread_cond_clockwait
BOTH(awaitAtomic, std::atomic<int> a = 0; auto t = later([&] { a = 1; a.notify_one(); }); a.wait(0); t.join())  // seen: futex
BOTH(acquireSemaphore, std::counting_semaphore<> s(0); auto t = later([&] { s.release(); }); s.acquire(); t.join())  // seen: futex
BOTH(awaitLatch, std::latch l(1); auto t = later([&] { l.count_down(); }); l.wait(); t.join())  // seen: futex
BOTH(meetAtBarrier, std::barrier<> b(2); auto t = later([&] { b.arrive_and_wait(); }); b.arrive_and_wait(); t.join())  // seen: futex
// What does not block is not reported: an uncontended lock, and a descriptor that refuses to wait.
BOTH(lockFreeMutex, static std::mutex m; m.lock(); m.unlock())                  // silent
BOTH(readWithoutWaiting, Pipe p; fcntl(p.ends[0], F_SETFL, O_NONBLOCK); (void)!read(p.ends[0], &byte, 1))  // silent
BOTH(peekSocket, int s[2]; (void)!socketpair(AF_UNIX, SOCK_STREAM, 0, s); recv(s[0], &byte, 1, MSG_DONTWAIT))  // silent
BOTH(tryChild, waitpid(-1, nullptr, WNOHANG))                                   // silent
// clang-format on

#define RUN(name) name().start(), name##Outside();
int main() {
  RUN(sleepFor) RUN(sleepUntil) RUN(sleepMicroseconds) RUN(sleepNanoseconds) RUN(sleepOnClock)
  RUN(readPipe) RUN(pollPipe) RUN(selectNothing) RUN(epollNothing) RUN(receive) RUN(resolve)
  RUN(syncFile) RUN(readStream) RUN(readFile) RUN(openPath) RUN(openFile) RUN(listFolder) RUN(loadLibrary) RUN(lockFile)
  RUN(runShell) RUN(runPipe) RUN(awaitChild)
  RUN(lockMutex) RUN(lockShared) RUN(lockExclusive) RUN(awaitCondition) RUN(awaitConditionFor) RUN(awaitSemaphore)
  RUN(joinThread) RUN(leaveThread) RUN(getAsync) RUN(getFuture) RUN(awaitFutureFor)
  RUN(awaitAtomic) RUN(acquireSemaphore) RUN(awaitLatch) RUN(meetAtBarrier)
  RUN(lockFreeMutex) RUN(readWithoutWaiting) RUN(peekSocket) RUN(tryChild)
}
