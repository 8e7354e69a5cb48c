// Workers.cpp: fork for each unit. Forking costs far less than parsing, gives every unit its own limits, and a child
// inherits the loaded compiler.
#include "driver/Workers.h"

#include "driver/UserError.h"
#include "driver/WorkerMessage.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <numeric>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cotidy {

namespace {

constexpr int outOfMemory = 77;  // exit code of a worker
constexpr rlim_t stackSize = rlim_t(64) << 20;

/// A system call failed in a way that no input explains.
[[noreturn]] void fail(const std::string &what) {
  throw UserError(what + ": " + std::strerror(errno) + "; try fewer jobs (-j)");
}

// ------------------------------------------------------------------ in the worker

void limit(int resource, rlim_t value) {
  rlimit current{};
  if (getrlimit(static_cast<__rlimit_resource>(resource), &current) != 0) return;
  current.rlim_cur = std::min(value, current.rlim_max);
  setrlimit(static_cast<__rlimit_resource>(resource), &current);
}

void applyLimits(const WorkerLimits &limits) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_STACK, stackSize);
  limit(RLIMIT_CPU, limits.cpuSeconds);
#ifndef __SANITIZE_ADDRESS__  // whose shadow memory alone is larger
  limit(RLIMIT_AS, limits.addressSpace);
#endif
  std::set_new_handler([] { _exit(outOfMemory); });
}

bool isChosen(const char *variable, const std::string &file) {
  const char *part = std::getenv(variable);
  return part && *part && file.find(part) != std::string::npos;
}

/// The tests' way to a front end that misbehaves.
void misbehaveIfAsked(const std::string &file) {
  if (isChosen("COTIDY_TEST_CRASH", file)) std::abort();
  for (volatile unsigned spin = 0; isChosen("COTIDY_TEST_HANG", file);) spin = spin + 1;
}

void writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) _exit(1);
    bytes.remove_prefix(written);
  }
}

[[noreturn]] void answer(const SourceUnit &unit, const UnitWork &work, const WorkerLimits &limits, int out,
                         int errors) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(errors, STDOUT_FILENO);
  dup2(errors, STDERR_FILENO);
  applyLimits(limits);
  misbehaveIfAsked(unit.command.file);
  writeAll(out, work(unit));
  _exit(0);  // nothing is freed: the process ends here
}

// ------------------------------------------------------------------ in the parent

struct Worker {
  std::size_t unit = 0;
  pid_t pid = 0;
  int in = -1;      // the message
  int errors = -1;  // what it printed
  std::string message;
};

std::string firstLine(int descriptor) {
  char text[512];
  const ssize_t size = pread(descriptor, text, sizeof text, 0);
  const std::string_view all(text, size > 0 ? size : 0);
  return std::string(all.substr(0, all.find('\n')));
}

WorkerAnswer answerOf(Worker &worker, int status, const WorkerLimits &limits) {
  WorkerAnswer answer;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !worker.message.empty()) {
    answer.bytes = std::move(worker.message);
    return answer;
  }
  const std::string printed = firstLine(worker.errors);
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  const bool noMemory = (WIFEXITED(status) && WEXITSTATUS(status) == outOfMemory) || signal == SIGKILL ||
                        printed.find("out of memory") != std::string::npos;
  if (signal == SIGXCPU) {
    answer.end = WorkerResult::Limited;
    answer.reason = "took more than " + std::to_string(limits.cpuSeconds) + " s of CPU time";
  } else if (noMemory) {
    answer.end = WorkerResult::Limited;
    answer.reason = "took more than " + std::to_string(limits.addressSpace >> 30) + " GiB of memory";
  } else {
    answer.end = WorkerResult::Crashed;
    answer.reason = signal ? "the front end crashed: " + std::string(strsignal(signal))
                           : "the front end ended with exit code " + std::to_string(WEXITSTATUS(status));
    if (!printed.empty()) answer.reason += ": " + printed;
  }
  return answer;
}

/// All the workers of one pass.
class Pool {
public:
  Pool(std::span<const SourceUnit> units, const UnitWork &work, const WorkerLimits &limits)
      : units_(units), work_(work), limits_(limits) {}

  ~Pool() {
    for (const Worker &worker : running_) {
      kill(worker.pid, SIGKILL);
      finish(worker);
      close(worker.errors);
    }
  }

  /// `store` is given each result as it comes.
  void run(const std::vector<std::size_t> &queue, unsigned jobs,
           const std::function<void(std::size_t, WorkerAnswer)> &store) {
    for (std::size_t next = 0; next < queue.size() || !running_.empty();) {
      while (next < queue.size() && running_.size() < jobs) start(queue[next++]);
      waitForBytes();
      for (std::size_t i = 0; i < polls_.size(); ++i) {
        if (polls_[i].revents == 0 || readSome(running_[i])) continue;
        const int status = finish(running_[i]);
        store(running_[i].unit, answerOf(running_[i], status, limits_));
        close(running_[i].errors);
        running_[i].pid = 0;
      }
      std::erase_if(running_, [](const Worker &worker) { return worker.pid == 0; });
    }
  }

private:
  void start(std::size_t unit) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) fail("cannot make a pipe");
    const int errors = memfd_create("cotidy-worker", MFD_CLOEXEC);
    if (errors < 0) fail("cannot make a memory file");
    const pid_t pid = fork();
    if (pid < 0) fail("cannot start a worker");
    if (pid == 0) answer(units_[unit], work_, limits_, ends[1], errors);
    close(ends[1]);
    running_.push_back({unit, pid, ends[0], errors, {}});
  }

  void waitForBytes() {
    polls_.clear();
    for (const Worker &worker : running_) polls_.push_back({worker.in, POLLIN, 0});
    while (poll(polls_.data(), polls_.size(), -1) < 0)
      if (errno != EINTR) fail("cannot wait for the workers");
  }

  /// False at the end of the message.
  static bool readSome(Worker &worker) {
    char bytes[1 << 16];
    const ssize_t size = read(worker.in, bytes, sizeof bytes);
    if (size > 0) worker.message.append(bytes, size);
    return size > 0 || (size < 0 && errno == EINTR);
  }

  static int finish(const Worker &worker) {
    int status = 0;
    close(worker.in);
    while (waitpid(worker.pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }

  std::span<const SourceUnit> units_;
  const UnitWork &work_;
  const WorkerLimits &limits_;
  std::vector<Worker> running_;
  std::vector<pollfd> polls_;
};

WorkerLimits limitsOfThisRun() {
  WorkerLimits limits;
  if (const char *seconds = std::getenv("COTIDY_TEST_CPU_SECONDS"))
    if (const int value = std::atoi(seconds); value > 0) limits.cpuSeconds = value;
  return limits;
}

}  // namespace

std::vector<WorkerAnswer> runInWorkers(std::span<const SourceUnit> units, const UnitWork &work, unsigned jobs,
                                       const UnitDone &done) {
  std::vector<WorkerAnswer> answers(units.size());
  std::vector<std::size_t> queue(units.size()), again;
  std::iota(queue.begin(), queue.end(), 0);
  const WorkerLimits limits = limitsOfThisRun();
  Pool pool(units, work, limits);
  pool.run(queue, jobs, [&](std::size_t unit, WorkerAnswer answer) {
    if (answer.end == WorkerResult::Limited)
      again.push_back(unit);
    else
      done(units[unit]);
    answers[unit] = std::move(answer);
  });
  pool.run(again, 1, [&](std::size_t unit, WorkerAnswer answer) {
    done(units[unit]);
    answers[unit] = std::move(answer);
  });
  return answers;
}

std::vector<WorkerResult> extractInWorkers(std::span<const SourceUnit> units, const ExtractOptions &options,
                                           unsigned jobs, const UnitDone &done) {
  const auto work = [&](const SourceUnit &unit) { return encodeMessage(extract(unit.command, options)); };
  std::vector<WorkerResult> results;
  for (WorkerAnswer &answer : runInWorkers(units, work, jobs, done)) {
    WorkerResult &result = results.emplace_back(WorkerResult{answer.end, {}, std::move(answer.reason)});
    if (result.end != WorkerResult::Done) continue;
    if (auto extracted = decodeMessage(answer.bytes)) {
      result.extracted = std::move(*extracted);
    } else {
      result.end = WorkerResult::Crashed;
      result.reason = "the front end ended before it was done";
    }
  }
  return results;
}

}  // namespace cotidy
