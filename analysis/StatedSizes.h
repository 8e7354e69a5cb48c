// StatedSizes.h: how many elements the program itself says that a container will have: the number it reserves, the limit that
// its length is compared with, the loop that fills it so many times.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// The place of a container that outlives a call, a member or a global; empty for anything else.
std::string keptContainer(const Function &function, std::int32_t value);

class StatedSizes {
public:
  explicit StatedSizes(const Calls &calls);

  /// The largest number of elements that is stated for the place; 0 where nothing is.
  std::int64_t of(const std::string &place) const;

private:
  void noteCall(const Function &function, const facts::OpT &op);
  void noteLimits(const Function &function);
  void note(const std::string &place, std::int64_t elements);
  std::int64_t times(const Function &function, const facts::OpT &op, unsigned depth = 0) const;

  const Calls &calls_;
  std::map<std::string, std::int64_t> sizes_;
};

}  // namespace cotidy
