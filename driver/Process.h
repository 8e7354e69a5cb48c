// Process.h: runs another program and takes what it prints.
#pragma once
#include <string>
#include <vector>

namespace cotidy {

struct ProcessResult {
  int status = 0;  // the exit code; negative: it could not be run, or crashed
  std::string output, errors;
};

/// `arguments` begin with the program, which is searched in PATH. `without` are variables that it is not to inherit.
ProcessResult runProcess(const std::vector<std::string> &arguments, const std::vector<std::string> &without = {});

}  // namespace cotidy
