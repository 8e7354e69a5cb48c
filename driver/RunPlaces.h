// RunPlaces.h: on which lines the event that a finding predicts may show. A finding marks the beginning of a loop or a
// guard; what it speaks of happens in the loop's body, or up to the end of the scope.
#pragma once
#include "checks/Finding.h"
#include "driver/Sources.h"

#include <cstdint>
#include <string>

namespace cotidy {

/// Lines [first, last] of a file.
struct LineRange {
  std::string file;
  std::uint32_t first = 0, last = 0;

  bool contains(const std::string &name, std::uint32_t line) const {
    return name == file && line >= first && line <= last;
  }
};

enum class Extent : std::uint8_t {
  Expression,  // as marked
  Body,        // and the statement that follows: the body of a loop
  Rest         // and what follows it in its block
};

LineRange linesOf(const Location &at, Extent extent, const Sources &sources);

}  // namespace cotidy
