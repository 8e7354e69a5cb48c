// `std::this_thread::sleep_for(E);` becomes `co_await <timer of the library>(E)`: only as a whole statement of the coroutine
// itself, never in a catch handler, and only with a duration that the timer takes.
#include "checks/support/SleepFix.h"

#include <algorithm>

namespace cotidy {

// Floating durations do not convert to the clock's own; they need a duration_cast that a person should choose.
static bool integralDuration(Type type) {
  type = type.object();
  if (type.name() != "std::chrono::duration") return false;
  std::string_view rep = type.argument(0).key();
  return !rep.empty() && rep != "double" && rep != "float" && rep != "long double";
}

// A suspension while a thread's lock is held would be a worse mistake than the sleep.
static bool locksSomething(const Analysis &analysis, const Function &function) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const CallSite *site = analysis.calls().at(function.id(), op);
    return site && std::any_of(site->models.begin(), site->models.end(),
                               [](const FunctionModel *m) { return m->blocks == Blocking::Lock; });
  });
}

// awaitable<T, Executor> with another executor than the default wants another token.
static bool defaultExecutor(Type task) {
  Type executor = task.argument(1);
  return !executor || executor.name().ends_with("any_io_executor");
}

std::vector<Fix> sleepFixes(const Analysis &analysis, const Root &root, const facts::OpT &sleep) {
  const Function &function = root.function;
  if (!function.coroutine() || !sleep.statement || sleep.in_catch || sleep.arguments.size() != 1) return {};
  const auto &argument = *sleep.arguments.front();
  if (!sleep.place || sleep.place->macro() || !argument.place || argument.place->macro()) return {};
  const facts::CalleeT *callee = function.callee(sleep.callee);
  if (!callee || lastComponent(callee->name) != "sleep_for" || !integralDuration(function.typeOf(argument.value)))
    return {};
  Type task = function.resultType().value();
  const Replacement *timer = analysis.models().replacement("sleep", task.name());
  std::size_t hole = timer ? timer->text.find("{0}") : std::string::npos;
  if (!timer || !timer->automatic || hole == std::string::npos || !defaultExecutor(task)) return {};
  Location whole = locate(function, sleep.place), duration = locate(function, argument.place);
  Fix fix;
  fix.title = "Wait on a timer of the event loop";
  fix.safe = !locksSomething(analysis, function);
  fix.edits = includeEdits(function, whole.file, timer->includes);
  fix.edits.push_back({whole.file, whole.begin, duration.begin, timer->text.substr(0, hole)});
  fix.edits.push_back({whole.file, duration.end, whole.end, timer->text.substr(hole + 3)});
  std::stable_sort(fix.edits.begin(), fix.edits.end(), [](const Edit &a, const Edit &b) { return a.begin < b.begin; });
  return {fix};
}

}  // namespace cotidy
