// A lambda that a loop runs later, or that is added to a list, and that has captured a reference parameter by reference. A
// member that is set anew at each call is left out: who sets it knows how long it lasts.
#include "checks/support/PassedReferences.h"

#include "analysis/InPlace.h"
#include "checks/support/Waiting.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// `actions_.emplace_back([&value] {…})`: it stays there, whatever comes after it.
static bool addsToContainer(const Function &function, const facts::OpT &op) {
  static constexpr std::array<std::string_view, 8> methods{"push_back", "emplace_back", "push",        "emplace",
                                                           "insert",    "push_front",   "try_emplace", "emplace_front"};
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  return callee && callee->system && op.object >= 0 &&
         std::find(methods.begin(), methods.end(), lastComponent(callee->name)) != methods.end();
}

// The reference parameters that the lambda refers to: not those that it copied, and not what a pointer points to.
static std::vector<std::int32_t> referredTo(const Analysis &analysis, const Function &function,
                                            const facts::OpT &closure) {
  std::vector<std::int32_t> found;
  for (const auto &capture : closure.captures) {
    if (capture->value < 0 || capture->how != facts::Capture::Reference) continue;
    for (const Storage &storage : analysis.fates().storages().of(function, capture->value)) {
      const facts::ValueT *v = storage.kind == Storage::Argument ? function.value(storage.value) : nullptr;
      const bool itself = v && !storage.owned && !storage.shared && !storage.assumed && !storage.pointee;
      if (itself && function.type(v->type).isReference()) found.push_back(storage.value);
    }
  }
  return found;
}

void PassedReferences::lambdas(const Function &function, std::vector<PassedReference> &into) const {
  const Fates &fates = analysis_.fates();
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Closure) continue;
    const std::vector<std::int32_t> used = referredTo(analysis_, function, *op);
    if (used.empty()) continue;
    for (const CallableEscape &escape : escapesOf(fates, function, op->result)) {
      const bool stored = escape.how == CallableEscape::Stored;
      if (escape.how == CallableEscape::Task || !escape.detached || escape.op != escape.start) continue;
      if (stored && !addsToContainer(function, *escape.op)) continue;
      if (workKind(analysis_.models(), function.typeOf(escape.start->result).value())) continue;
      if (!fates.outlivesFunction(function, *escape.start) || runsInPlace(analysis_.calls(), function, *escape.start) ||
          mayWaitFor(analysis_, function, escape, used))
        continue;
      for (std::int32_t parameter : used)
        into.push_back({static_cast<std::size_t>(function.value(parameter)->index), &function, escape.start, stored});
      break;
    }
  }
}

// Passed on to a function that does so. What is put into an object is known to last only where that is this object, too.
void PassedReferences::helpers(const Function &function, std::vector<PassedReference> &into) {
  const Fates &fates = analysis_.fates();
  for (const facts::OpT *op : function.ops()) {
    const auto called = op->kind == OpKind::Call ? calledBody(analysis_.calls(), function, *op) : std::nullopt;
    if (!called || *called == function.id()) continue;
    const facts::ValueT *object = function.value(function.unmoved(op->object));
    for (const PassedReference &passed : of(*called)) {
      if (passed.parameter >= op->arguments.size()) continue;
      if (passed.stored && (!object || object->kind != ValueKind::This)) continue;
      if (!fates.outlivesFunction(function, *op)) continue;
      for (const Storage &storage : fates.storages().of(function, op->arguments[passed.parameter]->value))
        if (storage.kind == Storage::Argument && !storage.owned && !storage.shared && !storage.pointee)
          into.push_back({static_cast<std::size_t>(function.value(storage.value)->index), passed.function, passed.start,
                          passed.stored});
    }
  }
}

const std::vector<PassedReference> &PassedReferences::of(FunctionId id) {
  const auto [known, isNew] = known_.try_emplace(id);  // nothing, while it is looked for
  if (!isNew) return known->second;
  const Function &function = analysis_.program().function(id);
  std::vector<PassedReference> all;
  const auto &parameters = function.body().parameters;
  const bool takesReferences = std::any_of(parameters.begin(), parameters.end(), [&](std::int32_t parameter) {
    return function.type(function.value(parameter)->type).isReference();
  });
  if (takesReferences && !function.head().lambda && !function.coroutine()) {
    lambdas(function, all);
    helpers(function, all);
  }
  return known_[id] = std::move(all);
}

}  // namespace cotidy
