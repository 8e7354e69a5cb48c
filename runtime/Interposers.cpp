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

using namespace cotidy::runtime;

#include "Interposers.inc"  // generated
