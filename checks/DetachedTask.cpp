// cotidy-detached-task: work that nobody waits for, and whose error nobody hears.
#include "analysis/Detached.h"
#include "analysis/Foreign.h"
#include "checks/Check.h"
#include "checks/support/LetGo.h"
#include "checks/support/TaskWords.h"

namespace cotidy {

using ErrorWay = std::vector<std::pair<FunctionId, Escape>>;

static std::vector<Step> wayOfError(const Analysis &analysis, const ErrorWay &error) {
  std::vector<Step> steps;
  for (const auto &[id, escape] : error) {
    const Function &function = analysis.program().function(id);
    steps.push_back(
        {locate(function, *escape.op),
         "in '" + function.head().display + "': " + (escape.next ? "the error comes out of here" : "this is thrown")});
  }
  return steps;
}

static std::string message(const Analysis &analysis, const Function &function, const Detached &found) {
  const Function &body = analysis.program().function(found.body);
  const std::string what = body.head().lambda ? "this work" : "'" + body.head().display + "'";
  switch (found.why) {
  case Detached::ErrorIsLost: {
    const auto &[id, escape] = found.error.back();
    return what + " is detached, and an error that it throws (" +
           brief(locate(analysis.program().function(id), *escape.op)) +
           ") is lost without a word; catch it inside of the task, or start the task with a handler that gets the "
           "std::exception_ptr";
  }
  case Detached::OperationFails:
    return what + " is detached and handles no error: when '" + found.subject +
           "' fails, it ends without a word, and nobody waits for it; catch the error inside of the task, or start it "
           "with a "
           "handler that gets the std::exception_ptr";
  case Detached::LoopEnds:
    return what + " is detached, and the first error of '" + found.subject +
           "' ends its loop without a word, and the program runs on without it; catch the error inside of the loop, or "
           "start the task with "
           "a handler that gets the std::exception_ptr";
  case Detached::OutlivesState: break;
  }
  const std::string work = found.ownThread ? "thread" : "task";
  return "this " + work + " is detached and uses " + found.subject +
         ": nobody waits for it before that is destroyed; keep the " + work +
         (found.ownThread ? " (std::jthread) and join it" : " and wait for it") + " where '" + function.head().display +
         "' has its owner";
}

// An operation on the task's own connection fails: that is how connections end, and often nobody has to know. What the
// program throws itself was meant to be heard.
static bool endsConnection(const Analysis &analysis, const Detached &found) {
  if (!found.ownsConnection || found.why == Detached::OutlivesState || found.why == Detached::LoopEnds) return false;
  if (found.error.empty()) return true;
  const auto &[id, escape] = found.error.back();
  return isForeign(analysis.program().function(id));
}

static Finding letGo(const LetGo &found) {
  Finding finding = findingOn(*found.starter, found.task);
  finding.severity = Severity::Warning;
  finding.message = nameOfTask(*found.starter, found.task) + " is let go: '" + found.ender->head().display +
                    "' tells it to end through '" + found.flag +
                    "', and nobody waits until it has; it may still use the object when that is destroyed, and its "
                    "error is lost; keep it and wait for it there, or hold a gate while it runs";
  finding.steps = {{locateHead(*found.loop), "this hangs on '" + found.flag + "'"},
                   {locateHead(*found.ender), "and this sets it, and waits for nothing"}};
  return finding;
}

// `(void)start(server);`: who writes that means it, but not that an error which the coroutine throws is lost.
static ErrorWay errorCastAway(const Analysis &analysis, const Errors &errors, const Function &function,
                              const LostTask &lost) {
  constexpr std::size_t deepest = 6;  // what is thrown far below is the guard of some library against misuse
  const bool onPurpose = lost.how == LostTask::Discarded && lost.at->discarded == facts::Discarded::Void;
  if (!onPurpose || lost.task.kind.lazy() || ruleFor(analysis, function, lost) != TaskRule::None) return {};
  const CallSite *site = analysis.calls().at(function.id(), lost.task.op);
  const bool known = site && site->certain && site->models.empty() && site->targets.size() == 1;
  if (!known || !analysis.program().function(site->targets.front()).coroutine()) return {};
  ErrorWay error = errors.chain(site->targets.front());
  if (error.empty() || error.size() > deepest) return {};
  const auto &[thrower, escape] = error.back();
  const Type thrown = analysis.program().function(thrower).typeOf(escape.op->source).value();
  const TypeModel *model = thrown ? typeModel(analysis.models(), thrown) : nullptr;
  return model && model->role == TypeRole::Cancellation ? ErrorWay() : error;
}

static Finding castAway(const Analysis &analysis, const Function &function, const LostTask &lost,
                        const ErrorWay &error) {
  Finding finding = findingOn(function, lost.task);
  finding.severity = Severity::Warning;
  const auto &[thrower, escape] = error.back();
  finding.message = nameOfTask(function, lost.task) + " is cast to void, and an error that it throws (" +
                    brief(locate(analysis.program().function(thrower), *escape.op)) +
                    ") is lost without a word; wait for it, or handle its error before it is let go";
  finding.steps = wayOfError(analysis, error);
  return finding;
}

static void runCastAway(const Analysis &analysis, std::vector<Finding> &out) {
  const Errors errors(analysis.calls());
  for (const auto &function : analysis.program().functions())
    for (const LostTask &lost : analysis.taskUses().of(function->id()).lost)
      if (const ErrorWay error = errorCastAway(analysis, errors, *function, lost); !error.empty())
        if (Finding finding = castAway(analysis, *function, lost, error); finding.at.line)
          out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  runCastAway(analysis, out);
  for (const LetGo &found : loopsLetGo(analysis))
    if (Finding finding = letGo(found); finding.at.line) out.push_back(std::move(finding));
  for (const Detached &found : detachedWork(analysis.calls(), analysis.contexts())) {
    const Function &function = analysis.program().function(found.function);
    Finding finding;
    finding.severity = Severity::Warning;
    finding.confidence = endsConnection(analysis, found) ? Confidence::Possible : Confidence::Likely;
    finding.at = locate(function, *found.op);
    finding.message = message(analysis, function, found);
    if (finding.confidence == Confidence::Possible) finding.message += "; it may be just the end of its own connection";
    finding.steps = wayOfError(analysis, found.error);
    if (found.use)
      finding.steps.push_back(
          {locate(analysis.program().function(found.useIn), *found.use),
           found.why != Detached::OutlivesState ? "an error here leaves the task" : "it is used here"});
    finding.function = function.name();
    finding.subject = found.subject;
    finding.statement = statementOf(function, *found.op);
    if (finding.at.line) out.push_back(std::move(finding));
  }
}

static constexpr std::string_view better[] = {"detached-captures-local", "dangling-lambda-coroutine",
                                              "dangling-parameter",      "dangling-this",
                                              "unawaited-task",          "discarded-future"};

extern const Check DetachedTask{"detached-task",
                                "structure",
                                Severity::Warning,
                                "Detached work whose error is lost and that nobody waits for at shutdown",
                                run,
                                better};

}  // namespace cotidy
