// By the words that all such functions have in their names: pthread_setaffinity_np, hwloc_set_membind, bindToNumaNode.
#include "checks/support/BoundThreads.h"

#include <algorithm>

namespace cotidy {

static bool speaksOfBinding(std::string_view callee) {
  std::string name(lastComponent(callee));
  for (char &c : name) c = static_cast<char>(c | 0x20);
  const auto has = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  return has("affinity") || has("membind") || has("cpubind") || (has("bind") && (has("numa") || has("core")));
}

static bool bindsItself(const Analysis &analysis, FunctionId body, unsigned depth) {
  constexpr unsigned deepest = 3;
  const Function &function = analysis.program().function(body);
  const auto &sites = analysis.calls().of(body);
  return std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
    const facts::CalleeT *callee = function.callee(site.op->callee);
    if (callee && speaksOfBinding(callee->name)) return true;
    return depth < deepest && std::any_of(
                                  site.targets.begin(), site.targets.end(),
                                  [&](FunctionId target) { return bindsItself(analysis, target, depth + 1); });
  });
}

bool bindsItself(const Analysis &analysis, FunctionId body) { return bindsItself(analysis, body, 0); }

}  // namespace cotidy
