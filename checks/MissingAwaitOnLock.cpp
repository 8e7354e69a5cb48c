// cotidy-missing-await-on-lock: the future of a lock where the lock itself was meant.
#include "checks/Check.h"
#include "checks/support/AwaitFix.h"

namespace cotidy {

static std::string message(const Analysis &analysis, const Function &function, const LostTask &lost) {
  const facts::ValueT *holder = function.value(lost.holder);
  const std::string task = nameOfTask(function, lost.task);
  std::string text = holder ? "'" + holder->name + "' is not the lock but " + task + ", and nobody awaits it"
                            : task + " is dropped, and with it the lock";
  const std::string guard(lastComponent(lost.task.kind.result.name()));
  text += ": what follows is not protected; ";
  if (function.coroutine()) return text + "'co_await' it and keep the '" + guard + "' that it gives";
  return text + "go on in a continuation that keeps the '" + guard + "', and " +
         remedyOf(analysis, function, lost.task);
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    for (const LostTask &lost : analysis.taskUses().of(function->id()).lost) {
      if (lost.how != LostTask::Kept && lost.how != LostTask::Discarded && lost.how != LostTask::Ignored) continue;
      if (ruleFor(analysis, *function, lost) != TaskRule::MissingAwaitOnLock) continue;
      Finding finding = findingOn(*function, lost.task);
      if (!finding.at.line) continue;
      finding.confidence = Confidence::Proved;
      finding.message = message(analysis, *function, lost);
      const facts::OpT *declaration = nullptr;
      for (const facts::OpT *write : function->writes(lost.holder))
        if (write->kind == facts::OpKind::Init) declaration = write;
      // A lock that is awaited and dropped again protects nothing either.
      if (declaration) finding.fixes = awaitFixes(analysis, *function, lost.task, declaration);
      out.push_back(std::move(finding));
    }
}

extern const Check MissingAwaitOnLock{"missing-await-on-lock", "unawaited", Severity::Error,
                                      "The future of a lock is kept where the lock itself was meant", run};

}  // namespace cotidy
