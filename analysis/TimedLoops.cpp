// Told by the condition alone: `while (clock::now() - start < length)`.
#include "analysis/TimedLoops.h"

#include "analysis/Effects.h"
#include "analysis/Made.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {

class TimedLoop {
public:
  TimedLoop(const Calls &calls, const Function &function, std::int32_t loop)
      : calls_(calls), function_(function), loop_(loop) {}

  bool burns() const {
    bool compares = false;
    for (const facts::OpT *op : function_.ops()) {
      if (!inLoop(function_.body(), *op, loop_) || op->kind != OpKind::Call) continue;
      if (readsClock(*op)) continue;
      const facts::CalleeT *callee = function_.callee(op->callee);
      // Else it looks at a flag, too, or gives way.
      if (!callee || !callee->system || callee->operator_.empty() || callee->operator_ == "()") return false;
      const bool orders = callee->operator_ == "<" || callee->operator_ == "<=" || callee->operator_ == "<=>";
      compares |= orders && isElapsed(operand(*op, 0)) && isTold(operand(*op, 1), 0);
    }
    return compares;
  }

private:
  static std::int32_t operand(const facts::OpT &op, std::size_t index) {
    if (op.object >= 0 && index == 0) return op.object;
    if (op.object >= 0) --index;
    return index < op.arguments.size() ? op.arguments[index]->value : -1;
  }

  bool readsClock(const facts::OpT &op) const {
    const facts::CalleeT *callee = function_.callee(op.callee);
    const CallSite *site = calls_.at(function_.id(), &op);
    return callee && site && lastComponent(callee->name) == "now" &&
           std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->polls; });
  }

  bool isTime(std::int32_t value) const {
    const facts::OpT *made = madeBy(function_, value).by;
    return made && made->kind == OpKind::Call && readsClock(*made);
  }

  // `clock::now() - start`, where `start` is what the clock said here before.
  bool isElapsed(std::int32_t value) const {
    const facts::OpT *made = madeBy(function_, value).by;
    const facts::CalleeT *callee = made ? function_.callee(made->callee) : nullptr;
    return callee && callee->operator_ == "-" && isTime(operand(*made, 0)) && isTime(operand(*made, 1));
  }

  bool isTold(std::int32_t value, unsigned depth) const {
    constexpr unsigned deepest = 4;
    const facts::ValueT *length = function_.value(function_.strip(value));
    if (!length || depth > deepest) return false;
    if (length->kind == ValueKind::Member) return !length->static_ && !length->constant;
    const facts::OpT *made = madeBy(function_, value).by;
    if (!made || made->kind != OpKind::Call) return false;
    const facts::CalleeT *callee = function_.callee(made->callee);
    if (callee && !callee->name.starts_with("std::")) return made->object >= 0;  // `pauses.next()`
    return std::any_of(made->arguments.begin(), made->arguments.end(),
                       [&](const auto &argument) { return isTold(argument->value, depth + 1); });
  }

  const Calls &calls_;
  const Function &function_;
  const std::int32_t loop_;
};

}  // namespace

bool burnsTime(const Calls &calls, const Function &function, std::int32_t loop) {
  return TimedLoop(calls, function, loop).burns();
}

}  // namespace cotidy
