// RUN: %check %s
// The model of the C library and of POSIX: what a call does depends on its flags and on where its descriptor came from.
#include <task.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <chrono>

using namespace std::chrono_literals;

namespace sleeps {

home::task<> ofTheThread(timespec pause, timeval moment) {
  ::sleep(1);  // expect: blocking-sleep
  ::usleep(10);  // expect: blocking-sleep
  ::nanosleep(&pause, nullptr);  // expect: blocking-sleep
  ::select(0, nullptr, nullptr, nullptr, &moment);  // expect: blocking-sleep
  ::usleep(0);
  ::sched_yield();
  co_await home::after(1ms);
}

}  // namespace sleeps

namespace waits {

home::task<> forEvents(pollfd &one, int queue, epoll_event *events) {
  ::poll(&one, 1, 100);  // expect: blocking-wait
  ::epoll_wait(queue, events, 8, -1);  // expect: blocking-wait
  ::poll(&one, 1, 0);
  ::epoll_wait(queue, events, 8, 0);
  co_return;
}
home::task<> forThreads(pthread_t worker, sem_t *slots, pthread_barrier_t *round) {
  ::pthread_join(worker, nullptr);  // expect: blocking-wait
  ::sem_wait(slots);  // expect: blocking-wait
  ::pthread_barrier_wait(round);  // expect: blocking-wait
  ::sem_trywait(slots);
  co_return;
}
home::task<> forLocks(int file, int other) {
  ::flock(file, LOCK_EX);  // expect: blocking-wait
  ::flock(other, LOCK_EX | LOCK_NB);
  co_return;
}
home::task<int> forChildren(pid_t child) {
  int state = 0;
  ::waitpid(child, &state, 0);  // expect: blocking-process
  ::waitpid(child, &state, WNOHANG);
  co_return state + std::system("ls");  // expect: blocking-process
}
home::task<char> forTheOutputOfAChild(char *line) {
  FILE *pipe = ::popen("ls", "r");  // expect: blocking-process
  std::fgets(line, 80, pipe);  // expect: blocking-process
  co_return *line;
}

}  // namespace waits

namespace locks {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
void longHolder() {
  ::pthread_mutex_lock(&mutex);
  ::sleep(1);  // expect: blocking-under-lock
  ::pthread_mutex_unlock(&mutex);
}
home::task<> takes() {
  ::pthread_mutex_lock(&mutex);  // expect: blocking-lock
  ::pthread_mutex_unlock(&mutex);
  co_return;
}
home::task<int> tries() { co_return ::pthread_mutex_trylock(&mutex); }

}  // namespace locks

namespace files {

home::task<ssize_t> descriptor(char *buffer) {
  const int file = ::open("settings", O_RDONLY | O_NONBLOCK);  // expect: blocking-file-io
  const ssize_t size = ::read(file, buffer, 80);  // the same file: one finding
  co_return size;
}
home::task<std::size_t> stream(char *buffer) {
  FILE *file = std::fopen("settings", "r");  // expect: blocking-file-io
  co_return std::fread(buffer, 1, 80, file);  // the same file: one finding
}
home::task<> names(struct stat *facts) {
  ::stat("settings", facts);  // expect: blocking-file-io
  ::mkdir("log", 0700);  // expect: blocking-file-io
  ::rename("a", "b");  // expect: blocking-file-io
  ::stat("/proc/self/stat", facts);
  co_return;
}
home::task<> kernelObjects(char *buffer) {
  const int counter = ::eventfd(0, EFD_NONBLOCK);
  ::read(counter, buffer, 8);
  std::fprintf(stderr, "read\n");
  co_return;
}
home::task<ssize_t> unknownDescriptor(int either, char *buffer) { co_return ::read(either, buffer, 80); }
home::task<int> console() { co_return std::getchar(); }  // expect: blocking-console

}  // namespace files

namespace network {

home::task<> blocking(const sockaddr *peer, socklen_t size, char *buffer) {
  const int line = ::socket(AF_INET, SOCK_STREAM, 0);
  ::connect(line, peer, size);  // expect: blocking-network-io
  ::recv(line, buffer, 80, 0);  // expect: blocking-network-io: MSG_DONTWAIT
  co_return;
}
home::task<> oneCallOnly(char *buffer) {
  const int line = ::socket(AF_INET, SOCK_STREAM, 0);
  ::recv(line, buffer, 80, MSG_DONTWAIT);
  co_return;
}
home::task<> nonblocking(const sockaddr *peer, socklen_t size, char *buffer) {
  const int line = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  ::connect(line, peer, size);
  ::recv(line, buffer, 80, 0);
  const int other = ::socket(AF_INET, SOCK_STREAM, 0);
  ::fcntl(other, F_SETFL, O_NONBLOCK);
  ::recv(other, buffer, 80, 0);
  co_return;
}
home::task<int> resolves(addrinfo *hints, addrinfo **found) {
  co_return ::getaddrinfo("example.org", "https", hints, found);  // expect: blocking-network-io
}

}  // namespace network

namespace calls {

void *entry(void *) {
  ::sleep(1);
  return nullptr;
}
int compare(const void *, const void *) {
  ::usleep(1);
  return 0;
}
home::task<> elsewhere(pthread_t *thread) {
  ::pthread_create(thread, nullptr, entry, nullptr);
  co_return;
}
home::task<> now(int *values) {
  std::qsort(values, 8, sizeof(int), compare);  // expect: blocking-sleep
  co_return;
}

}  // namespace calls

int main() { locks::longHolder(); }
