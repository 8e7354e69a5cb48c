// Files through POSIX where durability matters, through streams where it does not.
#include "IoUtil.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace chat {

std::vector<std::string> readLines(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(in, line)) lines.push_back(line);
  return lines;
}

void appendSynced(const std::string& path, const std::string& line) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (fd < 0) {
    std::fprintf(stderr, "%s: cannot be opened; this line is lost: %s\n", path.c_str(), line.c_str());
    return;
  }
  const std::string text = line + '\n';
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool synced = ::fsync(fd) == 0 || errno == EINVAL;  // a pipe has nothing to sync
  if (!written || !synced) std::fprintf(stderr, "%s: write failed\n", path.c_str());
  ::close(fd);
}

int runCommand(const std::string& command) { return std::system(command.c_str()); }

}  // namespace chat
