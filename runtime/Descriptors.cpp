// Descriptors.cpp: the question to the kernel.
#include "runtime/Descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cotidy::runtime {

int8_t descriptorAnswers[keptDescriptors];

bool askWhetherWaits(int descriptor) {
  constexpr int8_t uses = 100;  // a change that we do not see, by a library's own system call, is noticed after these
  const int error = errno;
  const long flags = ::syscall(SYS_fcntl, descriptor, F_GETFL);
  errno = error;
  if (flags < 0) return false;
  const bool waits = (flags & O_NONBLOCK) == 0;
  if (static_cast<unsigned>(descriptor) < keptDescriptors)
    __atomic_store_n(&descriptorAnswers[descriptor], static_cast<int8_t>(waits ? uses : -uses), __ATOMIC_RELAXED);
  return waits;
}

}  // namespace cotidy::runtime
