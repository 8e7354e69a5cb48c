// By who made the future, or by who handed it over.
#include "analysis/ReadyFutures.h"

#include "analysis/Made.h"

#include <algorithm>

namespace cotidy {

bool isThere(const Calls &calls, const Function &function, std::int32_t future) {
  const auto &deferred = calls.deferred();
  if (calls.parameterOf(function, future) >= 0)
    return std::any_of(deferred.begin(), deferred.end(), [&](const Deferred &d) {
      return d.callee == function.id() && d.when == Invocation::Continuation;
    });
  const facts::OpT *made = madeBy(function, future).by;
  const CallSite *site = made && made->object < 0 ? calls.at(function.id(), made) : nullptr;
  return site && std::any_of(site->models.begin(), site->models.end(),
                             [](const FunctionModel *m) { return m->drop == "intended" || m->makesReady; });
}

bool isAlwaysThere(const Calls &calls, const Function &function, std::int32_t parameter) {
  const auto index = static_cast<std::size_t>(parameter);
  bool called = false;
  for (const auto &caller : calls.program().functions())
    for (const CallSite &site : calls.of(caller->id())) {
      if (std::find(site.targets.begin(), site.targets.end(), function.id()) == site.targets.end()) continue;
      called = true;
      if (!site.models.empty() || index >= site.op->arguments.size() ||
          !isThere(calls, *caller, site.op->arguments[index]->value))
        return false;
    }
  return called;
}

}  // namespace cotidy
