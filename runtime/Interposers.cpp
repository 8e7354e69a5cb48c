// Interposers.cpp: the functions of libc that the runtime stands before. The plain ones are generated from
// interposers.json; here are only the headers that their types need.
#include "runtime/Calls.h"
#include "runtime/Resolve.h"

#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Of liburing, which no program needs to have: only those that call it come here.
struct io_uring;
struct io_uring_cqe;
struct __kernel_timespec;

using namespace cotidy::runtime;

namespace {

int countOf(int files, const fd_set *set) {
  int number = 0;
  for (int i = 0; set && i <= (files - 1) / NFDBITS; ++i) number += __builtin_popcountl(set->fds_bits[i]);
  return number;
}

bool watchesMany(int files, const fd_set *in, const fd_set *out) {
  return countOf(files, in) + countOf(files, out) > 2;
}

}  // namespace

#include "Interposers.inc"  // generated
