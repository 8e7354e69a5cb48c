// RunProcess.h: runs a command with the runtime in front of its libc.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace cotidy {

struct RunRequest {
  std::vector<std::string> command;
  std::string folder;  // to run in; empty: here
  std::vector<std::pair<std::string, std::string>> environment;  // added
  bool capture = false;    // keep the output; else it goes where ours goes
  unsigned limitSeconds = 0;  // 0: none
};

struct RunResult {
  bool started = false;
  bool timedOut = false;
  int status = 0;  // as a shell tells it: 128 + signal
  std::string output;
  std::uint64_t wallNs = 0, cpuNs = 0;
  std::string error;  // why it did not start
};

RunResult runProcess(const RunRequest &request);

/// The runtime, beside this program; throws UserError where it is missing.
std::string runtimeLibrary();

/// What costs more than the rest, and is told only on demand.
struct RecordExtras {
  bool timing = false, locks = false;
};

/// What a program must find in its environment to be recorded into a folder.
std::vector<std::pair<std::string, std::string>> recordEnvironment(const std::string &folder,
                                                                   const RecordExtras &extras);

/// A folder that goes away with its owner.
class ScratchFolder {
public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder &) = delete;
  const std::string &path() const { return path_; }
  void keep() { kept_ = true; }

private:
  std::string path_;
  bool kept_ = false;
};

}  // namespace cotidy
