// Follows the last C call and the suspension since. An await that gives a result may have set errno itself; so may any
// function of the program that runs behind it.
#include "checks/support/StaleErrno.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

namespace {
class LastCall {
public:
  struct State {
    const facts::OpT *call = nullptr, *suspension = nullptr;
    bool operator==(const State &) const = default;
  };

  LastCall(const Analysis &analysis, const Function &function) : analysis_(analysis), function_(function) {}

  bool isErrno(const facts::OpT &op) const {
    const facts::CalleeT *callee = op.kind == OpKind::Call ? function_.callee(op.callee) : nullptr;
    return callee && callee->name.starts_with("__errno");
  }
  bool isRead(const facts::OpT &op) const {
    if (!isErrno(op)) return false;
    const auto &values = function_.body().values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool place = values[i]->kind == facts::ValueKind::Deref && !values[i]->inputs.empty() &&
                         values[i]->inputs.front() == op.result;
      if (place && !function_.writes(static_cast<std::int32_t>(i)).empty()) return false;
    }
    return true;
  }

  State start() const { return {}; }
  State after(const facts::OpT &op, State state) const {
    if (op.kind == OpKind::Await && analysis_.suspensions().at(function_, op)) {
      if (!state.call || !op.statement) return {};
      return {state.call, &op};
    }
    const facts::CalleeT *callee = function_.callee(op.callee);
    if (op.kind != OpKind::Call || !callee) return state;
    if (isErrno(op)) return isRead(op) ? state : State{};
    const bool ofC = callee->system && op.object < 0 && callee->name.find("::") == std::string::npos;
    if (ofC) return {&op, nullptr};
    return callee->system || !state.suspension ? state : State{};
  }
  // Unless both ways agree, nothing is known.
  State join(const State &a, const State &b) const { return a == b ? a : State{}; }

private:
  const Analysis &analysis_;
  const Function &function_;
};
}  // namespace

std::vector<StaleErrno> staleErrnos(const Analysis &analysis, const Function &function) {
  std::vector<StaleErrno> found;
  LastCall problem(analysis, function);
  const auto &ops = function.ops();
  if (std::none_of(ops.begin(), ops.end(), [&](const facts::OpT *op) { return problem.isErrno(*op); })) return found;
  Flow(function, problem).forEach([&](const facts::OpT &op, const LastCall::State &state) {
    if (state.suspension && problem.isRead(op)) found.push_back({state.call, state.suspension, &op});
  });
  return found;
}

}  // namespace cotidy
