// Which functions are async by themselves, and how messages call them.
#include "checks/support/Roots.h"

namespace cotidy {

// How an executor that a model knows does what it is asked to: where the work runs is what the model says of the call.
static bool isExecutorsOwn(const Analysis &analysis, const Function &function) {
  if (!function.coroutine()) return false;
  const std::string_view owner = function.typeOfCallee(function.head().class_).name();
  const TypeModel *model = owner.empty() ? nullptr : analysis.models().type(owner);
  return model && model->role == TypeRole::Executor;
}

void forEachRoot(const Analysis &analysis, const std::function<void(const Root &)> &visit) {
  for (const auto &function : analysis.program().functions()) {
    Standing standing = analysis.contexts().standing(function->id());
    if (!standing.async || isExecutorsOwn(analysis, *function)) continue;
    visit(Root{*function, standing, Hops(analysis.calls(), *function)});
  }
}

bool holdsUpOthers(const Root &root, const facts::OpT &op) {
  if (root.hops.home(&op)) return true;
  Thread thread = root.hops.thread(&op);
  return thread == Thread::Loop || thread == Thread::IoPool || thread == Thread::ComputePool || thread == Thread::Fiber;
}

std::string describe(const Analysis &analysis, const Root &root) {
  const std::string &display = root.function.head().display;
  const Context *because = root.standing.because;
  if (root.function.coroutine())
    return root.function.head().lambda ? "a coroutine " + display : "coroutine '" + display + "'";
  std::string what = root.function.head().lambda ? display : "'" + display + "'";
  if (!because || because->by.empty()) return what;
  std::string by(lastComponent(because->by));
  std::string role = because->as == Invocation::Handler ? "handler of '" + by + "'" : "work given to '" + by + "'";
  const Function &from = analysis.program().function(because->from);
  return root.function.head().lambda ? "the " + role + " in '" + from.head().display + "'" : what + ", the " + role;
}

std::string threadOf(const Root &root) {
  if (root.standing.computePool) return "a thread of the compute pool";
  const Context *because = root.standing.because;
  if (because && because->thread == Thread::Fiber) return "the thread that other fibers share";
  if (!root.standing.sure || !because) return "the thread that other coroutines wait for";
  return because->thread == Thread::IoPool ? "a thread of the I/O pool" : "the event loop's thread";
}

std::vector<Step> provenance(const Analysis &analysis, const Root &root) {
  const Context *because = root.standing.because;
  const bool hidden = because && because->thread == Thread::Fiber && because->from == root.function.id();
  if (!because || !because->op || (!root.standing.sure && !hidden)) return {};
  const Function &from = analysis.program().function(because->from);
  Location at = locate(from, *because->op);
  if (at.line == 0) return {};
  if (hidden) return {{at, "this suspends a fiber, so it runs as one"}};
  const std::string where = root.standing.computePool          ? "on the compute pool"
                            : because->thread == Thread::Fiber ? "as a fiber"
                                                               : "on the event loop";
  return {{at, "it runs " + where + ": '" + std::string(lastComponent(because->by)) + "' in '" + from.head().display +
                   "' puts it there"}};
}

}  // namespace cotidy
