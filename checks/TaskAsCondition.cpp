// cotidy-task-as-condition: a task is tested or compared where its result was meant.
#include "checks/Check.h"
#include "checks/support/AwaitFix.h"
#include "checks/support/TestCode.h"

namespace cotidy {

// A task of nothing has no result that could be meant: its own truth value may be.
static bool hasResult(const TestedTask &tested) {
  Type result = tested.task.kind.result;
  return result && !result.is(facts::TypeKind::Void);
}

static std::string message(const Function &function, const TestedTask &tested) {
  const facts::ValueT *holder = function.value(tested.holder);
  std::string what =
      holder ? "'" + holder->name + "' is " + nameOfTask(function, tested.task) + ", and nobody awaits it: it"
             : nameOfTask(function, tested.task);
  std::string text =
      what + (tested.compared ? " is compared itself, not its result"
                              : " is tested itself, not its result: that only says whether there is one");
  return text + (function.coroutine() ? "; 'co_await' it" : "; await it, and go on with its result");
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    for (const TestedTask &tested : analysis.taskUses().of(function->id()).tested) {
      if (!hasResult(tested)) continue;
      if (tested.compared && tested.holder >= 0 && isTestCode(analysis, *function))
        continue;  // a test of the type itself
      Finding finding = findingOn(*function, tested.task);
      if (tested.holder >= 0) {
        finding.at = locate(*function, *tested.at);
        finding.related = {{locate(*function, *tested.task.op), "the task is made here"}};
      }
      if (!finding.at.line) continue;
      finding.confidence = tested.holder >= 0 ? Confidence::Likely : Confidence::Proved;
      finding.message = message(*function, tested);
      if (tested.holder < 0) finding.fixes = awaitFixes(analysis, *function, tested.task, nullptr);
      out.push_back(std::move(finding));
    }
}

extern const Check TaskAsCondition{"task-as-condition", "unawaited", Severity::Error,
                                   "A task is tested or compared where its result was meant", run};

}  // namespace cotidy
