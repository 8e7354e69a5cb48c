// cotidy-unawaited-task: a task or future that nobody awaits, on any path.
#include "checks/Check.h"
#include "checks/support/AwaitFix.h"
#include "checks/support/Habits.h"
#include "checks/support/StoredTasks.h"
#include "checks/support/TestCode.h"

namespace cotidy {

static std::string what(const Function &function, const LostTask &lost) {
  const std::string task = nameOfTask(function, lost.task);
  const facts::ValueT *holder = function.value(lost.holder);
  const std::string variable = holder && !holder->name.empty() ? "'" + holder->name + "'" : "a variable";
  switch (lost.how) {
  case LostTask::Kept: return task + " is kept in " + variable + " and never awaited";
  case LostTask::Collected: return task + " is collected in " + variable + ", which nobody awaits";
  case LostTask::Ignored: return task + " is assigned to 'std::ignore'";
  case LostTask::Passed: {
    const facts::CalleeT *callee = function.callee(lost.at->callee);
    return task + " is given to '" + (callee ? callee->display : lost.at->name) + "', which does nothing with it";
  }
  default: return task + (lost.at && lost.at->discarded == facts::Discarded::Void ? " is cast to void" : " is dropped");
  }
}

// An eager task of the user's own that no model knows, and that may be dropped as far as its type says, may be meant to.
// What a test starts and lets go it sees for itself, by what the work has changed.
static void rate(const Analysis &analysis, const Function &function, const LostTask &lost, Finding &finding) {
  const TaskKind &kind = lost.task.kind;
  const bool onlyAwaitable = kind.is != TaskKind::Task && kind.is != TaskKind::Future;
  if (kind.lazy()) {
    finding.confidence = Confidence::Proved;
    // A test that keeps a bare awaitable in a variable of its own looks at the type.
    if (onlyAwaitable && lost.how == LostTask::Kept && isTestCode(analysis, function))
      finding.severity = Severity::Hint;
  } else if ((kind.is == TaskKind::Future || kind.is == TaskKind::Task) && isTestCode(analysis, function)) {
    finding.severity = Severity::Hint;
  } else if (!kind.model && lost.how == LostTask::Discarded && !lost.task.type.facts()->nodiscard) {
    finding.severity = Severity::Warning;
    finding.confidence = Confidence::Possible;
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Habits habits(analysis);
  for (const auto &function : analysis.program().functions())
    for (const LostTask &lost : analysis.taskUses().of(function->id()).lost) {
      if (lost.how == LostTask::Overwritten || lost.how == LostTask::OnPath) continue;
      if (ruleFor(analysis, *function, lost) != TaskRule::UnawaitedTask || habits.areDropped(*function, lost)) continue;
      Finding finding = findingOn(*function, lost.task);
      if (!finding.at.line) continue;
      rate(analysis, *function, lost, finding);
      finding.message = what(*function, lost) + ": " + std::string(consequenceOf(lost.task)) + "; " +
                        remedyOf(analysis, *function, lost.task);
      const bool direct = lost.how == LostTask::Discarded;
      if (direct || lost.how == LostTask::Kept) {
        const facts::OpT *declaration = nullptr;
        for (const facts::OpT *write : function->writes(lost.holder))
          if (write->kind == facts::OpKind::Init) declaration = write;
        finding.fixes = awaitFixes(analysis, *function, lost.task, declaration);
        if (direct && finding.fixes.empty()) finding.fixes = returnFixes(analysis, *function, lost.task);
      }
      out.push_back(std::move(finding));
    }
  reportForgottenInMembers(analysis, out);
}

static constexpr std::string_view better[] = {"task-as-condition", "coroutine-as-void-callback", "submit-then-wait"};

extern const Check UnawaitedTask{
    "unawaited-task", "unawaited", Severity::Error, "A task or future that nobody awaits", run, better};

}  // namespace cotidy
