// ShortStores.h: which containers the program itself keeps short, so that a loop over one is soon over: it looks at the length
// before it adds, takes elements off the end, or empties the container whenever it has gone through it.
#pragma once
#include "analysis/Calls.h"

#include <set>

namespace cotidy {

/// The container that the loop goes through from one end to the other; -1 for none.
std::int32_t storeOf(const Function &function, std::int32_t loop);
/// Does the call add to the container that it is made on? `map[key]` makes what is not there.
bool addsTo(const Function &function, const facts::OpT &op, const facts::CalleeT &callee);

class ShortStores {
public:
  explicit ShortStores(const Calls &calls);

  /// Is the value a member or global of that kind?
  bool contains(const Function &function, std::int32_t value) const;

private:
  void note(const Function &function);

  const Calls &calls_;
  std::set<std::string> short_;  // places
};

}  // namespace cotidy
