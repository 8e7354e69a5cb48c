// The words follow what the type does: a lazy task never begins, an eager one goes on alone.
#include "checks/support/TaskWords.h"
#include "checks/support/ExpectedThrows.h"
#include "checks/support/OwnErrors.h"
#include "checks/support/Settled.h"

#include <algorithm>

namespace cotidy {

static std::string_view nounOf(const TaskKind &kind) {
  switch (kind.is) {
  case TaskKind::Future: return "future";
  case TaskKind::Awaitable: return "awaitable";
  case TaskKind::Sender: return "sender";
  default: return "task";
  }
}

std::string nameOfTask(const Function &function, const MadeTask &task) {
  std::string noun = "the " + std::string(nounOf(task.kind));
  if (task.op->kind == facts::OpKind::Await) return noun + " that this 'co_await' gives";
  const facts::CalleeT *callee = function.callee(task.op->callee);
  std::string name = callee && !callee->display.empty() ? callee->display : task.op->name;
  if (name.empty() || (callee && callee->operator_ == "()")) return noun;
  return noun + " of '" + name + "'";
}

std::string_view consequenceOf(const MadeTask &task) {
  if (task.kind.drop == "blocks") return "its destructor waits for it";
  if (task.kind.drop == "cancels" && !task.kind.lazy()) return "it is cancelled when it is dropped";
  if (task.kind.is == TaskKind::Awaitable || task.kind.is == TaskKind::Sender)
    return "nothing happens until it is awaited";
  if (task.kind.lazy() || task.kind.drop == "never-runs") return "its body never runs";
  if (task.kind.drop == "terminates") return "the program ends when it is dropped";
  if (task.kind.is == TaskKind::Future || task.kind.eager())
    return "it goes on alone, nobody waits for it and its error is lost";
  return "nobody waits for its end or hears of its error";
}

CalledBy whoCalls(const Analysis &analysis, const Function &lambda) {
  if (!lambda.head().lambda) return {};
  auto parent = analysis.program().resolve(lambda, lambda.head().parent);
  if (!parent) return {};
  const Function &outer = analysis.program().function(*parent);
  for (const CallSite &site : analysis.calls().of(*parent)) {
    const auto &arguments = site.op->arguments;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      Type type = outer.typeOf(arguments[i]->value).object();
      if (!type.isClosure() || type.facts()->closure != lambda.head().closure) continue;
      for (const FunctionModel *model : site.models)
        for (const Invocation &how : model->invokes) {
          int at = how.argument.value_or(static_cast<int>(i));
          if (at < 0) at += static_cast<int>(arguments.size());
          if (at == static_cast<int>(i)) return {&how, std::string(lastComponent(site.name))};
        }
    }
  }
  return {};
}

std::string remedyOf(const Analysis &analysis, const Function &function, const MadeTask &task) {
  if (function.coroutine()) return task.op->in_catch ? "'co_await' it after the handler" : "'co_await' it";
  CalledBy called = whoCalls(analysis, function);
  if (called.how && called.how->result == Invocation::Awaited)
    return "'return' it, so that '" + called.by + "' waits for it";
  if (task.kind.is == TaskKind::Future) return "return it, or keep it and wait for it";
  return "return it, or give it to what starts and awaits it";
}

Finding findingOn(const Function &function, const MadeTask &task) {
  Finding finding;
  finding.severity = Severity::Error;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, *task.op);
  finding.function = function.name();
  finding.subject = task.name;
  finding.statement = statementOf(function, *task.op);
  return finding;
}

// A call that sees to its task itself: only its error may be lost, and that is another rule's.
static bool spawned(const Analysis &analysis, const Function &function, const MadeTask &task) {
  const CallSite *site = analysis.calls().at(function.id(), task.op);
  return site && std::any_of(site->models.begin(), site->models.end(),
                             [](const FunctionModel *m) { return m->spawns || m->detaches; });
}

static bool poolTask(const Analysis &analysis, const Function &function, const MadeTask &task) {
  const CallSite *site = analysis.calls().at(function.id(), task.op);
  if (!site) return false;
  for (const FunctionModel *model : site->models)
    for (const Invocation &how : model->invokes)
      if (how.as == Invocation::PoolTask) return true;
  return false;
}

TaskRule ruleFor(const Analysis &analysis, const Function &function, const LostTask &lost) {
  const MadeTask &task = lost.task;
  const bool onPurpose = lost.how == LostTask::Ignored ||
                         (lost.how == LostTask::Discarded && lost.at->discarded == facts::Discarded::Void);
  if (task.throughParameter) return TaskRule::None;  // coroutine-as-void-callback speaks where the callable is given
  if (expectedToThrow(analysis, function, lost)) return TaskRule::None;
  const bool waits = task.kind.drop == "blocks";
  if (waits &&
      (lost.how != LostTask::Discarded || task.kind.model == nullptr || task.kind.model->destructorOrigins.empty()))
    return TaskRule::None;
  if (task.kind.guard) return TaskRule::MissingAwaitOnLock;
  if (losesNothing(analysis, function, lost)) return TaskRule::None;
  const bool running = !task.kind.lazy() && task.kind.drop != "never-runs";
  if (running && onPurpose && !waits) return TaskRule::None;
  if (task.kind.is == TaskKind::Future &&
      (analysis.taskUses().makers().plainHandle(task.kind, task.type) || poolTask(analysis, function, task)))
    return keepsItsErrors(analysis, function, task) ? TaskRule::None : TaskRule::DiscardedFuture;
  if (running && lost.how == LostTask::Discarded && spawned(analysis, function, task)) return TaskRule::None;
  return TaskRule::UnawaitedTask;
}

}  // namespace cotidy
