// From the arrivals of a callable to those that keep it. What is put into an object lives as long as that object: so the
// place is followed back through the calls that led there, to what the first function knows of it.
#include "analysis/CallableEscapes.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {

class Search {
public:
  Search(const Fates &fates, const Function &function, std::int32_t callable)
      : fates_(fates), calls_(fates.storages().calls()), function_(function), flow_(flowOf(fates, function, callable)) {
  }

  std::vector<CallableEscape> run() {
    for (const Arrival &arrival : flow_.arrivals) {
      switch (arrival.is) {
      case Arrival::Given: given(arrival); break;
      case Arrival::Stored: stored(arrival); break;
      case Arrival::Called: called(arrival); break;
      case Arrival::Returned: break;
      }
    }
    return std::move(found_);
  }

private:
  const Holder &holder(const Arrival &arrival) const { return flow_.holders[arrival.holder]; }
  const Function &functionOf(const Holder &holder) const { return calls_.program().function(holder.function); }

  // Up through the calls that led to the operation: does each of them let the work go on?
  void add(CallableEscape escape, std::size_t at) {
    escape.start = escape.op;
    escape.detached = escape.how != CallableEscape::Task;
    bool inTask = escape.how == CallableEscape::Task;
    while (flow_.holders[at].function != function_.id()) {
      const Function &function = functionOf(flow_.holders[at]);
      if (!inTask && !goesOn(function, escape)) return;
      inTask = false;
      at = entrance(at);
      escape.start = flow_.holders[at].op;
      // A closure that this one was captured by is called by somebody else.
      if (!escape.start || escape.start->kind == OpKind::Closure) return;
      at = flow_.holders[at].from;
    }
    found_.push_back(std::move(escape));
  }

  // Does the work go on when the function is left that starts it? As its result, or by itself.
  bool goesOn(const Function &function, CallableEscape &escape) const {
    const facts::OpT &start = *escape.start;
    const TaskKind kind = workKind(calls_.models(), function.typeOf(start.result).value());
    const Storage end{Storage::Parameter};
    if (!kind || (escape.detached && escape.how == CallableEscape::Stored))
      return fates_.outlivesFunction(function, start);
    std::optional<Outliving> outliving = fates_.outlives(function, start, kind, end);
    if (!outliving) return false;
    escape.detached = outliving->fate.kind != Fate::Returned;
    return true;
  }

  // `app.run(f)`, `runAndWait(f)`: what it was given has run when the call returns.
  static bool isBackWhenDone(const CallSite &site) {
    return std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *model) {
      return model->runsLoop || model->joins || model->blocks == Blocking::Wait;
    });
  }

  void given(const Arrival &arrival) {
    const Holder &in = holder(arrival);
    const CallSite *site = calls_.at(in.function, arrival.op);
    if (!site || isBackWhenDone(*site)) return;
    for (const FunctionModel *model : site->models)
      for (const Invocation &how : model->invokes)
        if (how.when != Invocation::Now && takes(how, arrival.argument, arrival.op->arguments.size())) {
          add({CallableEscape::Later, in.function, arrival.op, nullptr, true, site->name}, arrival.holder);
          return;
        }
  }

  void stored(const Arrival &arrival) {
    const Holder &in = holder(arrival);
    if (!livesOn(arrival)) return;
    add({CallableEscape::Stored, in.function, arrival.op, nullptr, true, functionOf(in).name()}, arrival.holder);
  }

  // A coroutine that has the callable and calls it when it was suspended before.
  void called(const Arrival &arrival) {
    const Holder &in = holder(arrival);
    const Function &caller = functionOf(in);
    if (!caller.coroutine() || caller.generator() || in.function == function_.id()) return;
    const TaskKind kind = taskKind(calls_.models(), caller.resultType());
    if (!kind.lazy() && !comesAfterSuspension(caller, *arrival.op)) return;
    add({CallableEscape::Task, in.function, arrival.op, nullptr, false, caller.name()}, arrival.holder);
  }

  static bool comesAfterSuspension(const Function &function, const facts::OpT &op) {
    const auto after = afterSuspension(function);
    return after.count(&op) > 0;
  }

  // Is the place a part of something that the first function does not own?
  bool livesOn(const Arrival &arrival) const {
    std::size_t at = arrival.holder;
    std::int32_t place = arrival.place;
    if (flow_.holders[at].function == function_.id()) return livesOn(place, fates_.storages().of(function_, place));
    for (int steps = 0; steps < 8 && place >= 0; ++steps) {
      const Function &function = functionOf(flow_.holders[at]);
      const facts::ValueT *root = function.value(baseOf(function, place));
      if (root && root->kind == ValueKind::Global) return true;
      if (!root || (root->kind != ValueKind::This && root->kind != ValueKind::Param)) return false;
      at = entrance(at);
      const facts::OpT *call = flow_.holders[at].op;
      if (!call || call->kind == OpKind::Closure) return false;
      at = flow_.holders[at].from;
      const bool object = root->kind == ValueKind::This;
      const auto index = static_cast<std::size_t>(root->index);
      if (!object && index >= call->arguments.size()) return false;
      place = !object ? call->arguments[index]->value : call->kind == OpKind::Construct ? call->result : call->object;
      if (flow_.holders[at].function == function_.id())
        return livesOn(place, object ? objectOf(*call) : fates_.storages().reached(function_, *call, index));
    }
    return false;
  }

  // The holder by which the callable came into its function.
  std::size_t entrance(std::size_t at) const {
    while (flow_.holders[at].from != at && flow_.holders[flow_.holders[at].from].function == flow_.holders[at].function)
      at = flow_.holders[at].from;
    return at;
  }

  std::vector<Storage> objectOf(const facts::OpT &call) const {
    if (call.kind == OpKind::Construct) return fates_.storages().of(function_, call.result);
    return fates_.storages().object(function_, call);
  }

  // Nothing of the first function's own, or reached through a member or parameter of it that is a reference or pointer.
  bool livesOn(std::int32_t place, const std::vector<Storage> &all) const {
    if (!all.empty())
      return std::all_of(all.begin(), all.end(), [](const Storage &storage) { return !storage.dies(); });
    const facts::ValueT *root = function_.value(baseOf(function_, place));
    if (!root) return false;
    switch (root->kind) {
    case ValueKind::Global:
    case ValueKind::This:
    case ValueKind::Capture: return true;
    case ValueKind::Param: return isReferenceOrPointer(function_.type(root->type));
    case ValueKind::Local: return root->static_;
    default: return false;
    }
  }

  static bool isReferenceOrPointer(Type type) {
    return type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer);
  }

  // The object, parameter or variable that a place is a part of, or that the way to it begins with.
  static std::int32_t baseOf(const Function &function, std::int32_t place) {
    for (int steps = 0; steps < 16; ++steps) {
      place = function.strip(place);
      const facts::ValueT *v = function.value(place);
      if (!v || v->inputs.empty() || v->inputs.front() < 0) return place;
      const bool part = v->kind == ValueKind::Member || v->kind == ValueKind::Elem || v->kind == ValueKind::Deref ||
                        v->kind == ValueKind::Addr;
      if (!part) return place;
      place = v->inputs.front();
    }
    return place;
  }

  const Fates &fates_;
  const Calls &calls_;
  const Function &function_;
  const CallableFlow flow_;
  std::vector<CallableEscape> found_;
};

}  // namespace

TaskKind workKind(const Models &models, Type type) {
  TaskKind kind = taskKind(models, type);
  if (kind || (type.name() != "std::thread" && type.name() != "std::jthread" && type.name() != "boost::thread"))
    return kind;
  kind.is = TaskKind::Future;
  kind.start = Start::Eager;
  return kind;
}

bool isMadeInContainer(const Function &function, const facts::OpT &start) {
  const facts::CalleeT *callee = start.object >= 0 ? function.callee(start.callee) : nullptr;
  const Type container = callee && callee->system ? function.typeOf(start.object).object() : Type();
  return container && container.facts()->lifetime == facts::Lifetime::Owner &&
         function.typeOfCallee(callee->result).is(facts::TypeKind::LRef);
}

std::vector<CallableEscape> escapesOf(const Fates &fates, const Function &function, std::int32_t callable) {
  return Search(fates, function, callable).run();
}

}  // namespace cotidy
