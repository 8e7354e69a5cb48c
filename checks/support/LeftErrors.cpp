// From the question whether it failed, along the branch on which it did, to the end of the continuation: whoever does
// anything else with the future on that way is believed to take the error.
#include "checks/support/LeftErrors.h"

#include "analysis/Ways.h"
#include "checks/support/Paths.h"
#include "checks/support/TaskWords.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static std::string_view methodOf(const Function &function, const facts::OpT &op, std::int32_t object) {
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  return callee && function.unmoved(op.object) == object ? lastComponent(callee->name) : std::string_view();
}

// The successor of the block on which `asked` is false, where the block branches on that alone.
static std::optional<std::size_t> deniedBranch(const Function &function, const facts::BlockT &block,
                                               const facts::OpT &asked) {
  if (!block.terminator) return std::nullopt;
  std::int32_t id = block.terminator->condition;
  bool negated = false;
  for (const facts::ValueT *v = function.value(id); v && v->kind == ValueKind::Not && !v->inputs.empty();
       v = function.value(id)) {
    id = v->inputs.front();
    negated = !negated;
  }
  if (id < 0 || function.definition(id) != &asked) return std::nullopt;
  return negated ? 0 : 1;
}

static std::optional<Way> wayWithError(const Function &function, std::int32_t future, const facts::OpT &asked) {
  const Uses uses(function);
  FeasibleWay question;
  question.blocked = [&](const facts::OpT &op) {
    const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
    if (op.try_ >= 0 && callee && callee->noreturn) return true;  // `rethrow_exception(e)`: its handler goes on
    const auto &all = uses.of(future);
    const std::string_view method = methodOf(function, op, future);
    return std::find(all.begin(), all.end(), &op) != all.end() && method != "failed" && method != "available";
  };
  question.closed = [&](const facts::BlockT &block, std::size_t successor) {
    return deniedBranch(function, block, asked) == successor;
  };
  return findFeasibleWay(function, asked, question);
}

// The error must be looked for by a branch: what is only logged or counted tells of no path.
static bool decides(const Function &function, const facts::OpT &asked) {
  const auto &blocks = function.blocks();
  return std::any_of(blocks.begin(), blocks.end(),
                     [&](const facts::BlockT *block) { return deniedBranch(function, *block, asked).has_value(); });
}

static void look(const Function &function, std::int32_t future, std::vector<Finding> &out) {
  for (const facts::OpT *op : function.ops()) {
    if (methodOf(function, *op, future) != "failed" || !decides(function, *op)) continue;
    const auto way = wayWithError(function, future, *op);
    if (!way || leavesByAssertion(function, *way)) continue;
    const std::string name = "'" + function.value(future)->name + "'";
    Finding finding;
    finding.severity = Severity::Warning;
    finding.confidence = Confidence::Likely;
    const auto &declared = function.value(future)->place;
    finding.at = declared ? locate(function, declared) : locateHead(function);
    finding.message = name +
                      " has failed on the path shown, and its error stays in it: the runtime reports an error "
                      "that nobody took; take it by 'get_exception()', or pass " +
                      name + " on";
    finding.steps = {{locate(function, *op), "it is seen here that " + name + " failed"}};
    for (Step &step : pathSteps(function, *way)) finding.steps.push_back(std::move(step));
    finding.function = function.name();
    finding.subject = function.value(future)->name;
    if (finding.at.line) out.push_back(std::move(finding));
    return;
  }
}

void reportLeftErrors(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions()) {
    if (!function->head().lambda || function->coroutine() || function->body().flat) continue;
    for (std::int32_t parameter : function->body().parameters) {
      const TaskKind kind = taskKind(analysis.models(), function->typeOf(parameter));
      if (kind.is != TaskKind::Future || !kind.singleUse || function->typeOf(parameter).isReference()) continue;
      const CalledBy called = whoCalls(analysis, *function);
      if (called.how && called.how->when == Invocation::Continuation) look(*function, parameter, out);
    }
  }
}

}  // namespace cotidy
