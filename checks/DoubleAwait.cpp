// cotidy-double-await: a task that can be used once is used again on the same path.
#include "checks/Check.h"
#include "checks/support/ExpectedThrows.h"
#include "checks/support/Paths.h"

namespace cotidy {

static std::string_view verb(const facts::OpT &op) { return op.kind == facts::OpKind::Await ? "awaited" : "used"; }

static std::string message(const Function &function, const ReusedTask &reused) {
  const std::string name = "'" + function.value(reused.holder)->name + "'";
  const std::string first = brief(locate(function, *reused.first));
  if (reused.first == reused.second)
    return name + " is " + std::string(verb(*reused.second)) +
           " again in the next round of the loop: it can be used once, and is empty by then; make a new task in each "
           "round";
  const std::string_view how = reused.first->kind == facts::OpKind::Await ? "awaited"
                               : reused.moved                             ? "moved away"
                                                                          : "used up";
  return name + " is " + std::string(verb(*reused.second)) + " again: it was " + std::string(how) + " before (" +
         first + ") and can be used once; make a new task, or keep the result of the first";
}

// A macro that uses what it is given once more by itself, as a test of an empty task does.
static bool usedByMacro(const ReusedTask &reused) {
  const auto &first = reused.first->place, &second = reused.second->place;
  if (!first || !second || !second->macro() || first->file() != second->file()) return false;
  const bool around = second->begin() <= first->begin() && first->end() <= second->end();
  return around && second->end() - second->begin() > first->end() - first->begin();
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    for (const ReusedTask &reused : analysis.taskUses().of(function->id()).reused) {
      if (usedByMacro(reused) || triedByMacro(analysis, *function, *reused.second)) continue;
      Finding finding;
      finding.severity = Severity::Error;
      finding.confidence = reused.moved ? Confidence::Proved : Confidence::Likely;
      finding.at = locate(*function, *reused.second);
      if (!finding.at.line) continue;
      finding.message = message(*function, reused);
      finding.steps = {
          {locate(*function, *reused.first), "'" + function->value(reused.holder)->name + "' is used up here"}};
      for (Step &step : pathSteps(*function, reused.way)) finding.steps.push_back(std::move(step));
      finding.steps.push_back({finding.at, "and used again here"});
      finding.function = function->name();
      finding.subject = function->value(reused.holder)->name;
      finding.statement = statementOf(*function, *reused.second);
      out.push_back(std::move(finding));
    }
}

extern const Check DoubleAwait{"double-await", "unawaited", Severity::Error,
                               "A single-use task is awaited or moved twice", run};

}  // namespace cotidy
