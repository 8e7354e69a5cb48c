// cotidy-task-not-awaited-on-path: a task that is awaited on some paths only, or replaced while it is pending.
#include "checks/Check.h"
#include "checks/support/ExpectedThrows.h"
#include "checks/support/LeftErrors.h"
#include "checks/support/MemberTasks.h"
#include "checks/support/Paths.h"
#include "checks/support/TaskWords.h"

#include <algorithm>

namespace cotidy {

static void overwritten(const Function &function, const LostTask &lost, Finding &finding) {
  const std::string holder = "'" + function.value(lost.holder)->name + "'";
  const bool loop = lost.at == lost.task.op || statementOf(function, *lost.at) == statementOf(function, *lost.task.op);
  finding.message = nameOfTask(function, lost.task) + " is replaced in " + holder +
                    (loop ? " by that of the next round" : " by another") +
                    " before anybody awaits it: " + std::string(consequenceOf(lost.task)) +
                    "; await the old one first, or keep them all and await them together";
  finding.steps = {{locate(function, *lost.task.op), "the task is made here"},
                   {locate(function, *lost.at), holder + " gets another one here"}};
}

// `auto done = filter.handle(packet, handled); if (handled) return done;`: what is called says by another way whether there is
// anything to wait for.
static const facts::ValueT *saysWhetherThereIsOne(const Function &function, const facts::OpT &made) {
  for (const auto &argument : made.arguments) {
    std::int32_t told = function.strip(argument->value);
    const facts::ValueT *value = function.value(told);
    if (value && value->kind == facts::ValueKind::Addr && !value->inputs.empty())
      value = function.value(told = function.strip(value->inputs.front()));
    if (!value || value->kind != facts::ValueKind::Local || !function.type(value->type).is(facts::TypeKind::Bool))
      continue;
    const bool asked = std::any_of(function.blocks().begin(), function.blocks().end(), [&](const auto *block) {
      std::int32_t condition = block->terminator ? block->terminator->condition : -1;
      const facts::ValueT *asks = function.value(condition);
      if (asks && asks->kind == facts::ValueKind::Not && !asks->inputs.empty()) condition = asks->inputs.front();
      return condition >= 0 && function.strip(condition) == told;
    });
    if (asked && function.writes(told).size() <= 1) return value;
  }
  return nullptr;
}

static void onPath(const Function &function, const LostTask &lost, Finding &finding) {
  const std::string holder = "'" + function.value(lost.holder)->name + "'";
  std::string where = lost.at ? "when the exception leaves" : "on the path shown";
  finding.message = nameOfTask(function, lost.task) + " in " + holder + " is not awaited " + where + ": " +
                    std::string(consequenceOf(lost.task)) +
                    "; await it on every path, or make it only where it is needed";
  finding.steps = {{locate(function, *lost.task.op), "the task is made here"}};
  for (Step &step : pathSteps(function, lost.way)) finding.steps.push_back(std::move(step));
  finding.steps.push_back({lost.at ? locate(function, *lost.at) : finding.at, holder + " dies with the task in it"});
  finding.related = {{locate(function, *lost.consumer), "other paths take it here"}};
  if (const facts::ValueT *told = saysWhetherThereIsOne(function, *lost.task.op)) {
    finding.confidence = Confidence::Possible;
    finding.message += "; '" + told->name + "' may say that there is nothing to await";
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    for (const LostTask &lost : analysis.taskUses().of(function->id()).lost) {
      if (lost.how != LostTask::Overwritten && lost.how != LostTask::OnPath) continue;
      Finding finding = findingOn(*function, lost.task);
      if (!finding.at.line || ruleFor(analysis, *function, lost) == TaskRule::None) continue;
      if (lost.how == LostTask::OnPath && leavesByAssertion(*function, lost.way)) continue;
      // Whether a macro of a test library does what it is given is its own affair: `EXPECT_NO_THROW(task.value())`.
      if (lost.consumer && triedByMacro(analysis, *function, *lost.consumer)) continue;
      finding.severity = Severity::Warning;
      if (lost.how == LostTask::Overwritten)
        overwritten(*function, lost, finding);
      else
        onPath(*function, lost, finding);
      out.push_back(std::move(finding));
    }
  reportRestarted(analysis, out);
  reportLeftErrors(analysis, out);
}

extern const Check TaskNotAwaitedOnPath{"task-not-awaited-on-path", "unawaited", Severity::Warning,
                                        "A task is awaited on some paths only, or replaced while it is pending", run};

}  // namespace cotidy
