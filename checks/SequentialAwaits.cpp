// cotidy-sequential-awaits: independent tasks awaited one after the other.
#include "analysis/AwaitOrder.h"
#include "analysis/Storage.h"
#include "checks/Check.h"
#include "checks/support/Gather.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::OpKind;

namespace {
// The awaits of one block, as far as they may overlap.
struct Row {
  std::vector<AwaitedCall> awaits;
  std::set<std::int32_t> results;   // roots that hold their results
};
}  // namespace

static bool usesResults(const Function &function, const facts::OpT &op, const Row &row) {
  for (std::int32_t operand : operandsOf(op)) {
    const std::int32_t root = rootOf(function, operand);
    if (row.results.count(root) || row.results.count(operand) || row.results.count(function.strip(operand)))
      return true;
  }
  return false;
}

static bool storesResult(const Function &function, const facts::OpT &op, const Row &row) {
  const facts::CalleeT *callee = function.callee(op.callee);
  const bool assigns = op.kind == OpKind::Init || op.kind == OpKind::Assign ||
                       (op.kind == OpKind::Call && callee && callee->operator_ == "=");
  const std::int32_t from =
      op.kind == OpKind::Call ? (op.arguments.empty() ? -1 : op.arguments.front()->value) : op.source;
  return assigns && from >= 0 && (row.results.count(from) || row.results.count(function.unmoved(from)));
}

// Between two awaits: what only makes arguments, and what puts a result away.
static bool isNeutral(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  switch (op.kind) {
  case OpKind::Use:
  case OpKind::Discard:
  case OpKind::Destroy:
  case OpKind::End:
  case OpKind::Construct: return true;
  case OpKind::Init: return true;
  case OpKind::Call:
    return callee && callee->system && (callee->const_ || callee->nothrow || lastComponent(callee->name) == "move");
  default: return false;
  }
}

static void report(const Analysis &analysis, const Function &function, const Row &row, std::vector<Finding> &out) {
  if (row.awaits.size() < 2) return;
  const AwaitedCall &first = row.awaits.front();
  Finding finding;
  finding.severity = Severity::Hint;
  const bool values =
      std::all_of(row.awaits.begin(), row.awaits.end(), [](const AwaitedCall &one) { return one.givesValue; });
  finding.confidence = values ? Confidence::Likely : Confidence::Possible;
  finding.at = locate(function, *first.await);
  const std::string gather = gatherText(analysis, function, false);
  finding.message = std::to_string(row.awaits.size()) +
                    " tasks are awaited one after the other, and none needs another's result: '" +
                    first.callee->display + "' first, then '" + row.awaits[1].callee->display +
                    "'; together they take as long as the slowest" +
                    (gather.empty() ? ", if all are started before the first is awaited" : ": '" + gather + "'");
  for (std::size_t i = 1; i < row.awaits.size(); ++i)
    finding.related.push_back({locate(function, *row.awaits[i].await), "this starts only when the one before is done"});
  finding.function = function.name();
  finding.subject = first.callee->name;
  finding.statement = statementOf(function, *first.await);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void lookAt(const Analysis &analysis, const Function &function, const facts::BlockT &block,
                   std::vector<Finding> &out) {
  Row row;
  auto close = [&] {
    report(analysis, function, row, out);
    row = {};
  };
  for (const auto &op : block.ops) {
    if (op->kind == OpKind::Await) {
      std::optional<AwaitedCall> next = awaitedCall(analysis.calls(), function, *op);
      if (next && next->ordered) next.reset();
      const bool joins = next && std::all_of(row.awaits.begin(), row.awaits.end(), [&](const AwaitedCall &one) {
                           return one.await->try_ == op->try_ && mayOverlap(analysis.calls(), function, one, *next);
                         });
      if (!joins) close();
      if (!next || op->loop >= 0) continue;
      row.awaits.push_back(*next);
      row.results.insert(op->result);
      if (std::int32_t kept = function.strip(op->result); kept >= 0) row.results.insert(kept);
    } else if (!row.awaits.empty()) {
      if (storesResult(function, *op, row)) {
        row.results.insert(rootOf(function, op->kind == OpKind::Call ? op->object : op->destination));
        if (op->result >= 0) row.results.insert(op->result);
      } else if (op->kind == OpKind::Destroy || op->kind == OpKind::End || op->kind == OpKind::Discard) {
        continue;
      } else if (usesResults(function, *op, row)) {
        close();
      } else if (!isNeutral(function, *op) &&
                 !(op->kind == OpKind::Call && function.typeOf(op->result).value().isTask())) {
        close();
      }
    }
  }
  close();
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    if (function->coroutine() && !function->generator() && !isTestCode(analysis, *function))
      for (const facts::BlockT *block : function->blocks()) lookAt(analysis, *function, *block, out);
}

extern const Check SequentialAwaits{"sequential-awaits", "granularity", Severity::Hint,
                                    "Two or more independent tasks awaited in a row", run};

}  // namespace cotidy
