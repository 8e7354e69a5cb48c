// RunSymbols.h: addresses as functions and lines, inlined functions included: where a coroutine was inlined, only they
// tell which coroutine it was.
#pragma once
#include "driver/RunRecording.h"

#include <cstdint>
#include <memory>
#include <string>

namespace cotidy {

class RunSymbols {
public:
  explicit RunSymbols(std::string root);
  RunSymbols(const RunSymbols &) = delete;
  ~RunSymbols();

  /// Innermost first. Empty where nothing is known of the address.
  StackFrames at(const std::string &module, std::uint64_t offset);
  std::string demangled(const std::string &name) const;

private:
  struct Implementation;
  std::string root_;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace cotidy
