// BrokenPlaces.h: the functions that clang did not understand. What they lack may stand in the part that was left out.
#pragma once
#include "checks/Finding.h"

#include <map>
#include <string>
#include <utility>

namespace cotidy {

class Program;

class BrokenPlaces {
public:
  explicit BrokenPlaces(const Program &program);
  /// In a function of which no unit has the whole body.
  bool contains(const Location &at) const;

private:
  std::map<std::pair<std::string, std::uint32_t>, std::uint32_t>
      ends_;  // file and first byte -> the byte behind the last
};

}  // namespace cotidy
