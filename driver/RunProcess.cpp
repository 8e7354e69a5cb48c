// RunProcess.cpp: fork, exec, and the wait for the end.
#include "driver/RunProcess.h"

#include "driver/UserError.h"
#include "runtime/Record.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cotidy {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

[[noreturn]] void becomeCommand(const RunRequest &request, int output) {
  if (request.limitSeconds != 0) setpgid(0, 0);  // so that what it started can be ended with it
  if (output >= 0) {
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
  }
  if (!request.folder.empty() && chdir(request.folder.c_str()) != 0) _exit(127);
  for (const auto &[name, value] : request.environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char *> arguments;
  for (const std::string &argument : request.command) arguments.push_back(const_cast<char *>(argument.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  const std::string why = request.command.front() + ": " + std::strerror(errno) + "\n";
  (void)!write(STDERR_FILENO, why.data(), why.size());
  _exit(127);
}

std::uint64_t nanoseconds(const timeval &time) {
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_usec) * 1'000;
}

/// Reads until the end of the output or of the time; then waits. True: in time.
bool awaitEnd(int file, pid_t child, unsigned limit, std::string &output, int &status, rusage &usage) {
  const auto deadline = Clock::now() + std::chrono::seconds(limit);
  char bytes[65536];
  for (bool open = file >= 0;;) {
    const pid_t ended = wait4(child, &status, WNOHANG, &usage);
    if (ended == child || ended < 0) break;
    if (limit != 0 && Clock::now() > deadline) return false;
    pollfd poll{open ? file : -1, POLLIN, 0};
    if (::poll(&poll, 1, 20) <= 0) continue;
    const ssize_t count = read(file, bytes, sizeof bytes);
    if (count > 0) output.append(bytes, static_cast<std::size_t>(count));
    if (count == 0) open = false;
  }
  if (file < 0) return true;
  fcntl(file, F_SETFL, O_NONBLOCK);  // a child that stays behind may hold the pipe
  for (ssize_t count; (count = read(file, bytes, sizeof bytes)) > 0;)
    output.append(bytes, static_cast<std::size_t>(count));
  return true;
}

int statusOf(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

}  // namespace

RunResult runProcess(const RunRequest &request) {
  RunResult result;
  int pipes[2] = {-1, -1};
  if (request.capture && pipe2(pipes, O_CLOEXEC) != 0) {
    result.error = std::strerror(errno);
    return result;
  }
  const auto start = Clock::now();
  const pid_t child = fork();
  if (child == 0) becomeCommand(request, pipes[1]);
  if (request.capture) close(pipes[1]);
  if (child < 0) {
    result.error = std::strerror(errno);
    return result;
  }
  result.started = true;
  int status = 0;
  rusage usage = {};
  if (!awaitEnd(pipes[0], child, request.limitSeconds, result.output, status, usage)) {
    result.timedOut = true;
    kill(-child, SIGTERM);  // lets the runtime write what it knows
    for (int i = 0; i < 100 && wait4(child, &status, WNOHANG, &usage) == 0; ++i) usleep(20'000);
    kill(-child, SIGKILL);
    wait4(child, &status, 0, &usage);
  }
  if (pipes[0] >= 0) close(pipes[0]);
  result.status = result.timedOut ? 124 : statusOf(status);
  result.wallNs = static_cast<std::uint64_t>(std::chrono::nanoseconds(Clock::now() - start).count());
  result.cpuNs = nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime);
  return result;
}

std::string runtimeLibrary() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  const fs::path library = (self.parent_path() / ".." / "lib" / "libcotidy-runtime.so").lexically_normal();
  if (!fs::exists(library))
    throw UserError("the runtime is not there: '" + library.string() + "'; build the target cotidy-runtime");
  return library.string();
}

std::vector<std::pair<std::string, std::string>> recordEnvironment(const std::string &folder,
                                                                   const RecordExtras &extras) {
  std::string preload = runtimeLibrary();
  if (const char *given = std::getenv("LD_PRELOAD"); given && *given) preload += ":" + std::string(given);
  std::vector<std::pair<std::string, std::string>> environment = {{"LD_PRELOAD", preload},
                                                                  {record::folderVariable, folder}};
  if (extras.timing) environment.emplace_back(record::timingVariable, "1");
  if (extras.locks) environment.emplace_back(record::locksVariable, "1");
  return environment;
}

ScratchFolder::ScratchFolder() {
  std::string path = (fs::temp_directory_path() / "cotidy-XXXXXX").string();
  if (!mkdtemp(path.data())) throw UserError("cannot make a folder in '" + fs::temp_directory_path().string() + "'");
  path_ = path;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!kept_) fs::remove_all(path_, ignored);
}

}  // namespace cotidy
