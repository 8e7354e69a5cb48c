// Guards.h: operations that only run where the caller says so, by a truth value that it passes: `stop(false)`.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

struct Guard {
  std::int32_t parameter;
  bool needed;  // the value with which control gets to the operation
};

/// The parameters of its function on which it hangs whether the operation runs.
std::vector<Guard> guardsOf(const Calls &calls, const Function &function, const facts::OpT &op);
/// The guards of a call's target, as far as the caller passes on a parameter of its own: guards of the caller, then.
std::vector<Guard> passedOn(const Calls &calls, const Function &caller, const CallSite &call,
                            const std::vector<Guard> &inner);
/// Does the call pass a constant with which its target never gets to what is guarded?
bool passesItBy(const Calls &calls, const Function &caller, const CallSite &call, const std::vector<Guard> &guards);

}  // namespace cotidy
