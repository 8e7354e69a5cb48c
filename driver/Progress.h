// Progress.h: "[12/80] file.cpp" on one line of a terminal. Nothing where standard error is no terminal: logs are clean.
#pragma once
#include <cstddef>
#include <string>

namespace cotidy {

class Progress {
public:
  /// `wanted` is false under --quiet.
  Progress(std::size_t total, bool wanted);
  /// Takes the line away.
  ~Progress();
  Progress(const Progress &) = delete;

  void step(const std::string &name);

private:
  std::size_t total_, done_ = 0;
  bool shown_;
};

}  // namespace cotidy
