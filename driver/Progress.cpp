// Progress.cpp: writes over its own line, cut to the terminal's width so that it stays one line.
#include "driver/Progress.h"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace cotidy {

namespace {

constexpr const char *startOfLine = "\r\033[K";

std::size_t terminalWidth() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

Progress::Progress(std::size_t total, bool wanted) : total_(total), shown_(wanted && isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) std::fputs(startOfLine, stderr);
}

void Progress::step(const std::string &name) {
  if (!shown_) return;
  const std::string text = "[" + std::to_string(++done_) + "/" + std::to_string(total_) + "] " + name;
  std::fprintf(stderr, "%s%s", startOfLine, text.substr(0, terminalWidth() - 1).c_str());
}

}  // namespace cotidy
