// An await suspends unless it is known to be ready; a call suspends where a model says so, or what it calls does.
#include "analysis/Suspensions.h"

#include "analysis/Tasks.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

static bool isModelled(const CallSite &site) {
  return std::any_of(site.models.begin(), site.models.end(),
                     [](const FunctionModel *model) { return model->suspends; });
}

Suspensions::Suspensions(const Calls &calls) : calls_(calls) {
  const Program &program = calls.program();
  auto leadsThere = [&](const CallSite &site) {
    return isModelled(site) ||
           std::any_of(site.targets.begin(), site.targets.end(), [&](FunctionId f) { return stackful_.count(f) > 0; });
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto &function : program.functions()) {
      if (function->coroutine() || stackful_.count(function->id())) continue;
      const auto &sites = calls.of(function->id());
      if (std::any_of(sites.begin(), sites.end(), leadsThere)) changed |= stackful_.insert(function->id()).second;
    }
  }
  findLoops();
}

// Run by two calls, or by a lambda that is made in a loop: the body of one of several threads.
void Suspensions::findLoops() {
  const Program &program = calls_.program();
  std::size_t runs = 0;
  std::set<std::string> runners;
  for (const auto &function : program.functions())
    for (const CallSite &site : calls_.of(function->id())) {
      if (std::none_of(site.models.begin(), site.models.end(),
                       [](const FunctionModel *model) { return model->runsLoop; }))
        continue;
      ++runs;
      loopsAreShared_ |= runs > 1 || site.op->loop >= 0;
      if (function->head().lambda) runners.insert(function->head().closure);
    }
  for (const auto &function : program.functions())
    for (const facts::OpT *op : function->ops())
      loopsAreShared_ |= op->kind == OpKind::Closure && op->loop >= 0 && runners.count(op->function) > 0;
}

bool Suspensions::isReady(const Function &function, const facts::OpT &await) const {
  if (await.ready == facts::Ready::Always) return true;
  // What is awaited is its own awaiter, unless the promise makes another one of it.
  Type awaited = function.typeOf(await.source).value(), task = function.resultType().value();
  const bool itself = awaited && awaited.facts()->awaitable && task && !task.facts()->transforms;
  if (itself && awaited.facts()->awaitable->ready == facts::Ready::Always) return true;
  const TypeModel *model = typeModel(calls_.models(), awaited);
  return model && model->role == TypeRole::ReadyFuture;
}

bool Suspensions::at(const Function &function, const facts::OpT &op) const {
  if (op.kind == OpKind::Yield) return true;
  if (op.kind == OpKind::Await) return !isReady(function, op);
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site) return false;
  return isModelled(*site) ||
         std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId f) { return stackful_.count(f) > 0; });
}

}  // namespace cotidy
