// By its awaits and loops, and by what it calls.
#include "checks/support/Requests.h"

#include "analysis/Tasks.h"

#include <algorithm>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::ValueKind;

// `while (who.empty() && now() < until)`: nobody else has to end it.
static bool endsByItself(const Function &function, std::int32_t value, std::set<std::int32_t> &seen) {
  const facts::ValueT *v = function.value(value);
  if (!v || !seen.insert(value).second) return true;
  if (v->kind == ValueKind::Member || v->kind == ValueKind::This || v->kind == ValueKind::Capture ||
      v->kind == ValueKind::Global || (v->kind == ValueKind::Param && function.typeOf(value).isReference()))
    return false;
  std::vector<std::int32_t> next = v->inputs;
  if (const facts::OpT *made = function.definition(value)) {
    const std::vector<std::int32_t> operands = operandsOf(*made);
    next.insert(next.end(), operands.begin(), operands.end());
  }
  return std::all_of(next.begin(), next.end(), [&](std::int32_t n) { return endsByItself(function, n, seen); });
}

bool isRequest(const Analysis &analysis, FunctionId body, unsigned depth) {
  const Function &function = analysis.program().function(body);
  std::set<std::int32_t> seen;
  if (std::any_of(function.body().loops.begin(), function.body().loops.end(), [&](const auto &loop) {
        return loop->bound == Bound::Endless ||
               (loop->bound == Bound::Unknown && !endsByItself(function, loop->condition, seen));
      }))
    return false;
  for (const CallSite &site : analysis.calls().of(body))
    for (FunctionId target : site.targets)
      if (depth < 3 && analysis.program().function(target).coroutine() && !isRequest(analysis, target, depth + 1))
        return false;
  return std::any_of(function.ops().begin(), function.ops().end(),
                     [](const facts::OpT *op) { return op->kind == OpKind::Await; });
}

bool isHeldBack(const Analysis &analysis, FunctionId body, unsigned depth) {
  const Function &function = analysis.program().function(body);
  for (const CallSite &site : analysis.calls().of(body)) {
    const TypeModel *made = typeModel(analysis.models(), function.typeOf(site.op->result).value().argument(0));
    if (made && (made->role == TypeRole::AsyncLock || made->role == TypeRole::AsyncMutex)) return true;
    for (const auto &argument : site.op->arguments)
      if (const TypeModel *given = typeModel(analysis.models(), function.typeOf(argument->value).object());
          given && given->role == TypeRole::AsyncMutex)
        return true;
    for (FunctionId target : site.targets)
      if (depth < 2 && isHeldBack(analysis, target, depth + 1)) return true;
  }
  return false;
}

bool startsRequest(const Analysis &analysis, FunctionId body, unsigned depth) {
  if (analysis.program().function(body).coroutine()) return isRequest(analysis, body);
  const auto &sites = analysis.calls().of(body);
  return depth < 3 && std::any_of(
                          sites.begin(), sites.end(),
                          [&](const CallSite &site) {
                            return std::any_of(site.targets.begin(), site.targets.end(), [&](FunctionId target) {
                              return startsRequest(analysis, target, depth + 1);
                            });
                          });
}

std::vector<FunctionId> bodiesOf(const Analysis &analysis, const CallSite &site) {
  std::vector<FunctionId> all = site.targets;
  for (const Deferred &d : analysis.calls().deferred())
    if (d.op == site.op) all.push_back(d.callee);
  return all;
}

std::set<FunctionId> requestHandlers(const Calls &calls) {
  std::set<FunctionId> all;
  for (const Deferred &d : calls.deferred()) {
    if (d.as != Invocation::Handler) continue;
    bool repeated = lastComponent(d.by).find("accept") != std::string_view::npos;
    if (const CallSite *site = calls.at(d.from, d.op))
      for (const FunctionModel *model : site->models)
        for (const Invocation &how : model->invokes)
          repeated |= how.when == Invocation::Later && how.as == Invocation::Handler && how.repeated;
    if (repeated) all.insert(d.callee);
  }
  return all;
}

}  // namespace cotidy
