// Ways.h: a way through a function that it can really take: no two branches of it contradict each other.
#pragma once
#include "analysis/Flow.h"

namespace cotidy {

struct FeasibleWay {
  std::function<bool(const facts::OpT &)> blocked;   // must not be met
  std::function<bool(const facts::OpT &)> ends;      // empty: the function's exit
  std::function<bool(const facts::BlockT &, std::size_t successor)> closed;   // branches not taken; may be empty
  bool handlers = false;      // an operation that may throw, `from` included, also leads to its handler
};

/// Like findWay, from behind `from`. A condition on values that do not change holds or fails once and for all. None where
/// there is no such way, or where looking for it takes too long.
std::optional<Way> findFeasibleWay(const Function &function, const facts::OpT &from, const FeasibleWay &question);

}  // namespace cotidy
