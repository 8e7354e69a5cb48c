// cotidy-discarded-future: the future of std::async dropped, which waits at once; that of a pool dropped, which loses errors.
#include "checks/Check.h"
#include "checks/support/TaskWords.h"

namespace cotidy {

static std::string message(const Function &function, const LostTask &lost) {
  const std::string task = nameOfTask(function, lost.task);
  if (lost.task.kind.drop == "blocks")
    return task + " is dropped: its destructor waits, so the work is done before the next statement runs; keep the "
                  "future, and ask for its "
                  "result where it is needed";
  const facts::ValueT *holder = function.value(lost.holder);
  std::string how = holder ? " is kept in '" + holder->name + "' and never asked" : " is dropped";
  return task + how +
         ": if the work fails, nobody hears of it; keep the future and ask for its result, or handle errors in the "
         "work itself";
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    for (const LostTask &lost : analysis.taskUses().of(function->id()).lost) {
      if (lost.how == LostTask::Overwritten || lost.how == LostTask::OnPath) continue;
      if (ruleFor(analysis, *function, lost) != TaskRule::DiscardedFuture) continue;
      Finding finding = findingOn(*function, lost.task);
      if (!finding.at.line) continue;
      finding.severity = Severity::Warning;
      if (lost.task.kind.drop == "blocks") finding.confidence = Confidence::Proved;
      finding.message = message(*function, lost);
      out.push_back(std::move(finding));
    }
}

static constexpr std::string_view better[] = {"submit-then-wait"};

extern const Check DiscardedFuture{"discarded-future",
                                   "unawaited",
                                   Severity::Warning,
                                   "The future of started work is dropped: the work is serial, or its error is lost",
                                   run,
                                   better};

}  // namespace cotidy
