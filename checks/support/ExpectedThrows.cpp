// A function that runs a callable and expects it to throw: its handler returns, and what comes behind says that nothing
// was thrown. Who only guards against errors logs them in the handler, and goes on. A macro of a test library shows itself.
#include "checks/support/ExpectedThrows.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

static bool callsParameter(const Function &function, const facts::OpT &op, std::int32_t parameter) {
  return op.kind == OpKind::Call && op.try_ >= 0 &&
         (function.unmoved(op.callee_value) == parameter || function.unmoved(op.object) == parameter);
}

static bool expectsThrow(const Function &callee, std::size_t argument) {
  const auto &parameters = callee.body().parameters;
  if (argument >= parameters.size()) return false;
  const auto &ops = callee.ops();
  auto call = std::find_if(ops.begin(), ops.end(),
                           [&](const facts::OpT *op) { return callsParameter(callee, *op, parameters[argument]); });
  if (call == ops.end() || !(*call)->place) return false;
  const std::uint32_t at = (*call)->place->end();
  bool returns = std::any_of(ops.begin(), ops.end(),
                             [](const facts::OpT *op) { return op->kind == OpKind::Return && op->in_catch; });
  bool complains = std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    bool acts = op->kind == OpKind::Call || op->kind == OpKind::Throw;
    return acts && !op->in_catch && op->try_ < 0 && op->place && op->place->begin() > at;
  });
  return returns && complains;
}

// The bodies that the call may reach; templates whose instantiations print alike are judged by any of them.
static bool runsIn(const Analysis &analysis, const Function &outer, const CallSite &site, std::size_t argument) {
  const facts::CalleeT *callee = outer.callee(site.op->callee);
  std::vector<FunctionId> bodies = site.targets;
  if (bodies.empty() && callee) bodies = analysis.program().named(callee->name);
  return std::any_of(bodies.begin(), bodies.end(),
                     [&](FunctionId id) { return expectsThrow(analysis.program().function(id), argument); });
}

// The death tests of googletest run a statement in a process of its own, and expect that it ends it.
static bool startsDeathTest(const Function &function) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
    return callee && callee->name == "testing::internal::DeathTest::Create";
  });
}

static bool isInDeathTest(const Analysis &analysis, const Function &function) {
  constexpr int deepest = 8;
  const Function *in = &function;
  for (int depth = 0; in && depth < deepest; ++depth) {
    if (startsDeathTest(*in)) return true;
    auto parent = analysis.program().resolve(*in, in->head().parent);
    in = parent ? &analysis.program().function(*parent) : nullptr;
  }
  return false;
}

bool onlyDies(const Analysis &analysis, const Function &function) {
  bool called = false;
  for (const auto &caller : analysis.program().functions())
    for (const CallSite &site : analysis.calls().of(caller->id())) {
      if (std::find(site.targets.begin(), site.targets.end(), function.id()) == site.targets.end()) continue;
      if (!isInDeathTest(analysis, *caller)) return false;
      called = true;
    }
  return called;
}

bool triedByMacro(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  if (!op.place || !op.place->macro()) return false;
  return op.try_ >= 0 || isInDeathTest(analysis, function);
}

bool expectedToThrow(const Analysis &analysis, const Function &function, const LostTask &lost) {
  if (triedByMacro(analysis, function, *lost.task.op)) return true;
  if (lost.how != LostTask::Discarded) return false;
  if (!function.head().lambda || function.coroutine()) return false;
  auto parent = analysis.program().resolve(function, function.head().parent);
  if (!parent) return false;
  const Function &outer = analysis.program().function(*parent);
  for (const CallSite &site : analysis.calls().of(*parent))
    for (std::size_t i = 0; i < site.op->arguments.size(); ++i) {
      Type type = outer.typeOf(site.op->arguments[i]->value).object();
      if (type.isClosure() && type.facts()->closure == function.head().closure) return runsIn(analysis, outer, site, i);
    }
  return false;
}

}  // namespace cotidy
