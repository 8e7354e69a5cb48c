// Identity.h: what a finding is known by in another version of the program. It is kept as components, not as one hash:
// an edit changes some of them, and the others still tell which finding this was.
#pragma once
#include "checks/Finding.h"
#include "driver/Sources.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cotidy {

/// No line, column, message or tool version: all of them change without the finding.
struct Identity {
  std::string rule, file, function, subject;
  std::string code;           // the text of the primary range, in one line
  std::string chain;          // what its steps call, in their order: "helper > leaf"
  std::string before, after;  // of the nearest lines that are not blank, the nearest first: hashes without white space

  auto operator<=>(const Identity &) const = default;
};

Identity identityOf(const Finding &finding, const Sources &sources);

struct Match {
  std::size_t old = 0;  // index
  bool edited = false;  // the code is not the same, only alike
};

/// For each of `now` the old one that it is, or nothing where it is new. Each old one stands for one at most.
std::vector<std::optional<Match>> matchIdentities(std::span<const Identity> old, std::span<const Identity> now);

}  // namespace cotidy
