// Dangling.h: calls whose task, or whose started work, goes on using something that dies first. The rules of the family
// `lifetime` differ in what dies: an argument, or the object.
#pragma once
#include "checks/support/PassedReferences.h"
#include "checks/support/Places.h"
#include "checks/support/StartedWork.h"

#include <functional>

namespace cotidy {

struct Dangling {
  const Function &function;  // where the call stands
  const facts::OpT &call;
  Held held;  // what dies, and who uses it
  Outliving outliving;  // how the work goes on, and where the death is
  Kept::By by;  // the returned task, or work that the call started
  const StartedWork *work = nullptr;  // a closure that the method hands over, where it is that
  const PassedReference *passed = nullptr;  // a lambda that the callee gives away with a reference to the argument
};

/// Calls `visit` for each of them, at most once for each call and kind (argument, object).
void forEachDangling(const Analysis &analysis, const std::function<void(const Dangling &)> &visit);

/// "the temporary 'a + b'", "local 'name'", "parameter 'name'".
std::string nameOf(const Function &function, const Storage &storage, std::string_view text);
/// "dies at the end of this statement", "dies when 'f' returns".
std::string deathOf(const Dangling &dangling);
/// "the task that is awaited at line 30", "the task that 'f' returns".
std::string workOf(const Dangling &dangling);
/// The witness: where it is declared, the way, where the work goes on, where it is used.
std::vector<Step> witness(const Dangling &dangling);
/// A finding without its message.
Finding danglingFinding(const Dangling &dangling);
/// "resolve", "client::get": what is called.
std::string calleeName(const Function &function, const facts::OpT &call);

}  // namespace cotidy
