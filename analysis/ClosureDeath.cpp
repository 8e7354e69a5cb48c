// Each call of the closure makes a task. The question is where the closure lives at that call, and whether the task is
// done before it dies there; a closure that is only referred to lives with the caller, one that is a capture with the
// closure that has it.
#include "analysis/ClosureDeath.h"

#include <algorithm>

namespace cotidy {

struct ClosureDeaths::Question {
  const CallableFlow &flow;
  TaskKind kind;     // of the closure's own coroutine
};

std::optional<ClosureDeath> ClosureDeaths::of(const Function &function, const facts::OpT &closure) const {
  const CallableFlow flow = flowOf(fates_, function, closure.result);
  if (!flow.complete) return std::nullopt;
  Question question{flow, {}};
  for (FunctionId inside : calls_.program().callOperators(function, closure.function))
    question.kind = taskKind(calls_.models(), calls_.program().function(inside).resultType());
  for (const Arrival &arrival : flow.arrivals) {
    if (flow.holders[arrival.holder].carrier) continue;
    std::optional<ClosureDeath> death;
    if (arrival.is == Arrival::Called)
      death = called(question, arrival.holder, *arrival.op, 0);
    else if (arrival.is == Arrival::Given)
      death = given(question, arrival, 0);
    if (death) return death;
  }
  return std::nullopt;
}

// Does the task leave the function that makes it?
static const Fate *leaves(const std::vector<Fate> &fates) {
  for (const Fate &fate : fates)
    if (fate.kind == Fate::Unknown || fate.kind == Fate::Awaited || fate.kind == Fate::Blocked) return nullptr;
  auto found = std::find_if(fates.begin(), fates.end(), [](const Fate &fate) {
    return fate.kind == Fate::Returned || fate.kind == Fate::Stored || fate.kind == Fate::Detached;
  });
  return found == fates.end() ? nullptr : &*found;
}

std::optional<ClosureDeath> ClosureDeaths::called(const Question &question, std::size_t at, const facts::OpT &op,
                                                  unsigned depth) const {
  if (depth > 6 || op.result < 0) return std::nullopt;
  const Holder &holder = question.flow.holders[at];
  const Function &function = calls_.program().function(holder.function);
  const TaskKind made = taskKind(calls_.models(), function.typeOf(op.result).value());
  const TaskKind &kind = made ? made : question.kind;
  if (!kind) return std::nullopt;
  if (holder.home == Holder::Borrowed) return borrowed(question, at, op, depth);
  if (holder.home == Holder::Captured) {
    const std::vector<Fate> fates = fates_.of(function, op.result);
    const Fate *fate = leaves(fates);
    return fate && fate->kind == Fate::Returned && !function.coroutine() ? captured(question, at, depth) : std::nullopt;
  }
  for (const Storage &storage : fates_.storages().of(function, function.strip(holder.value))) {
    if (!storage.dies() || storage.owned) continue;
    if (storage.kind == Storage::Parameter && function.coroutine()) continue;  // dies with the task
    if (auto outliving = fates_.outlives(function, op, kind, storage))
      return ClosureDeath{function.id(), &op, nullptr, storage, std::move(outliving), false};
  }
  return std::nullopt;
}

// A reference: what becomes of the task in this function decides whether the caller's closure is still needed.
std::optional<ClosureDeath> ClosureDeaths::borrowed(const Question &question, std::size_t at, const facts::OpT &op,
                                                    unsigned depth) const {
  const Holder &holder = question.flow.holders[at];
  const Holder &owner = question.flow.holders[holder.from];
  const Function &function = calls_.program().function(holder.function);
  if (owner.function == holder.function) return called(question, holder.from, op, depth + 1);
  if (!holder.op || holder.op->kind == facts::OpKind::Closure || function.coroutine()) return std::nullopt;
  const std::vector<Fate> fates = fates_.of(function, op.result);
  const Fate *fate = leaves(fates);
  if (!fate) return std::nullopt;
  if (fate->kind == Fate::Returned) return called(question, holder.from, *holder.op, depth + 1);
  const Function &caller = calls_.program().function(owner.function);
  for (const Storage &storage : fates_.storages().of(caller, caller.strip(owner.value)))
    if (auto outliving = fates_.outlivesDetached(caller, *holder.op, storage))
      return ClosureDeath{caller.id(), holder.op, nullptr, storage, std::move(outliving), false};
  return std::nullopt;
}

// A capture of another closure: the task lives on through that one's result.
std::optional<ClosureDeath> ClosureDeaths::captured(const Question &question, std::size_t at, unsigned depth) const {
  const std::size_t carrier = question.flow.holders[at].from;
  for (const Arrival &arrival : question.flow.arrivals) {
    std::size_t holder = arrival.holder;
    while (holder != carrier && question.flow.holders[holder].from != holder && question.flow.holders[holder].carrier)
      holder = question.flow.holders[holder].from;
    if (holder != carrier) continue;
    std::optional<ClosureDeath> death;
    if (arrival.is == Arrival::Called)
      death = called(question, arrival.holder, *arrival.op, depth + 1);
    else if (arrival.is == Arrival::Given)
      death = given(question, arrival, depth + 1);
    if (!death) continue;
    death->inside = true;
    return death;
  }
  return std::nullopt;
}

std::optional<ClosureDeath> ClosureDeaths::given(const Question &question, const Arrival &arrival,
                                                 unsigned depth) const {
  const Holder &holder = question.flow.holders[arrival.holder];
  const facts::OpT &op = *arrival.op;
  const CallSite *site = calls_.at(holder.function, &op);
  if (!site) return std::nullopt;
  for (const FunctionModel *model : site->models)
    for (const Invocation &how : model->invokes) {
      if (!takes(how, arrival.argument, op.arguments.size())) continue;
      if (how.closure == Invocation::Kept) return std::nullopt;
      const bool started = question.kind.eager() || how.result != Invocation::Ignored;
      // What is only a reference to the closure may be dropped.
      const bool borrowed = how.closure == Invocation::Borrowed || holder.home == Holder::Borrowed;
      if (how.closure == Invocation::Dropped && !borrowed)
        return started ? std::optional(ClosureDeath{holder.function, &op, model, {}, {}, false}) : std::nullopt;
      if (borrowed || (how.when == Invocation::Now && how.closure == Invocation::Unsaid))
        return called(question, arrival.holder, op, depth + 1);
    }
  return std::nullopt;
}

}  // namespace cotidy
