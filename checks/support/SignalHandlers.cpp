// By what registers the handler: the type that waits for signals, the flag of the event, or the name of the signal.
#include "checks/support/SignalHandlers.h"

#include <algorithm>
#include <array>

namespace cotidy {

// SIGCHLD and the like tell of the program's own work, and may come often.
static bool namesSignal(std::string_view text) {
  static constexpr std::array<std::string_view, 6> rare{"SIGHUP", "SIGINT", "SIGTERM", "SIGQUIT", "SIGUSR1", "SIGUSR2"};
  return std::find(rare.begin(), rare.end(), text) != rare.end();
}

// libevent: `event_new(base, number, EV_SIGNAL | EV_PERSIST, handler, nullptr)`.
static bool isEventOfSignal(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  constexpr std::int64_t signalFlag = 0x08;  // EV_SIGNAL
  const facts::CalleeT *callee = function.callee(op.callee);
  const std::string_view name = callee ? lastComponent(callee->name) : std::string_view();
  if (name != "event_new" && name != "event_assign") return false;
  const std::size_t at = name == "event_new" ? 2 : 3;
  if (op.arguments.size() <= at) return false;
  const auto flags = analysis.calls().constantOf(function, op.arguments[at]->value);
  return flags && (*flags & signalFlag) != 0;
}

bool handlesSignal(const Analysis &analysis, const Root &root) {
  const Context *because = root.standing.because;
  if (!because || !because->op) return false;
  const Function &function = analysis.program().function(because->from);
  const facts::OpT &op = *because->op;
  const bool onSet =
      op.object >= 0 && function.typeOf(op.object).object().key().find("signal_set") != std::string::npos;
  return onSet || isEventOfSignal(analysis, function, op) ||
         std::any_of(op.arguments.begin(), op.arguments.end(),
                     [](const auto &argument) { return namesSignal(argument->text); });
}

}  // namespace cotidy
