// Terminal.cpp: see Terminal.h.
#include "driver/Terminal.h"

#include "driver/UserError.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

namespace cotidy {

bool wantsColor(Color color) {
  if (color != Color::Auto) return color == Color::Always;
  const char *off = std::getenv("NO_COLOR");
  if (off && *off) return false;
  const char *terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 && terminal && std::string_view(terminal) != "dumb";
}

void print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0)
    throw UserError("cannot write to standard output: " + std::string(std::strerror(errno)));
}

void printError(std::string_view text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace cotidy
