// Back along the chain: from a continuation to the future that it continues, as long as each link gives a plain value or
// what is itself ready.
#include "checks/support/Settled.h"

#include "analysis/InPlace.h"
#include "analysis/Made.h"
#include "checks/support/OwnErrors.h"
#include "checks/support/TestCode.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {

class Chain {
public:
  Chain(const Analysis &analysis, const Function &function) : analysis_(analysis), function_(function) {}

  // The call that the chain begins with; null where a link is not known, or may be pending by itself.
  const facts::OpT *begin(const facts::OpT &start) const {
    const facts::OpT *link = &start;
    for (unsigned steps = 0; link && steps < longest; ++steps) {
      if (givesFuture(function_, *link) || gathersReady(*link)) return link;
      if (link != &start && !passesOn(*link)) return nullptr;
      link = callBehind(function_, link->object);
    }
    return nullptr;
  }

  // Every link was over when it was made, the last one as well.
  bool isOver(const facts::OpT &last) const {
    const facts::OpT *first = begin(last);
    return first && first != &last && first->object < 0 && passesOn(last);
  }

  // A timer, and behind it a continuation that handles its errors, or that only hands work on to what nobody waits for:
  // `sleep(d).then([work] { detach(…); })`.
  bool handsOnLater(const MadeTask &task) const {
    const facts::OpT *link = task.op;
    bool handsOn = false;
    for (unsigned steps = 0; link && steps < longest; ++steps) {
      const CallSite *site = analysis_.calls().at(function_.id(), link);
      if (!site) return false;
      if (says(*site, [](const FunctionModel &m) { return m.pauses; })) return handsOn;
      if (continues(site)) {
        const bool handled =
            link == task.op && (keepsItsErrors(analysis_, function_, task) ||
                                (std::all_of(link->arguments.begin(), link->arguments.end(),
                                             [&](const auto &argument) { return ownsAll(argument->value); }) &&
                                 leavesNoError(analysis_, function_, task)));
        if (!handled && (link->arguments.empty() ||
                         !std::all_of(link->arguments.begin(), link->arguments.end(),
                                      [&](const auto &argument) { return onlyHandsOn(argument->value); })))
          return false;
        handsOn = true;
      } else if (!says(*site, [](const FunctionModel &m) { return m.wrapsOn.has_value() && m.invokes.empty(); })) {
        return false;
      }
      link = callBehind(function_, link->object);
    }
    return false;
  }

  // No link does anything: a handle of a promise, perhaps with an executor for what may be chained to it.
  bool isHandle(const facts::OpT &last) const {
    const facts::OpT *link = &last;
    for (unsigned steps = 0; link && steps < longest; ++steps) {
      if (givesFuture(function_, *link)) return true;
      const CallSite *site = analysis_.calls().at(function_.id(), link);
      if (!site || !says(*site, [](const FunctionModel &m) { return m.wrapsOn.has_value() && m.invokes.empty(); }))
        return false;
      link = callBehind(function_, link->object);
    }
    return false;
  }

private:
  static constexpr unsigned longest = 24;

  template <typename Test> static bool says(const CallSite &site, Test test) {
    return std::any_of(site.models.begin(), site.models.end(),
                       [&](const FunctionModel *model) { return test(*model); });
  }

  static bool continues(const CallSite *site) {
    return site && says(*site, [](const FunctionModel &model) {
             return std::any_of(model.invokes.begin(), model.invokes.end(),
                                [](const Invocation &how) { return how.when == Invocation::Continuation; });
           });
  }

  // Loses nothing when it is dropped: ready by itself, or a handle of a promise. A continuation is neither.
  bool givesFuture(const Function &function, const facts::OpT &op) const {
    const CallSite *site = analysis_.calls().at(function.id(), &op);
    return site && !continues(site) && says(*site, [](const FunctionModel &model) { return model.drop == "intended"; });
  }

  // `collectAll(parts)`, where every part was put there ready.
  bool gathersReady(const facts::OpT &op) const {
    if (op.kind != OpKind::Call || op.object >= 0 || op.arguments.empty()) return false;
    const CallSite *site = analysis_.calls().at(function_.id(), &op);
    return site && !site->models.empty() && taskKind(analysis_.models(), function_.typeOf(op.result).value()) &&
           std::all_of(op.arguments.begin(), op.arguments.end(),
                       [&](const auto &argument) { return holdsReady(function_.unmoved(argument->value)); });
  }

  bool holdsReady(std::int32_t container) const {
    const facts::ValueT *v = function_.value(container);
    if (!v || v->kind != ValueKind::Local || v->static_) return false;
    bool filled = false;
    for (const facts::OpT *op : function_.ops()) {
      if (op->kind != OpKind::Call || op->object < 0 || function_.unmoved(op->object) != container) continue;
      for (const auto &argument : op->arguments) {
        const facts::OpT *made = callBehind(function_, argument->value);
        if (!made || made->object >= 0 || !givesFuture(function_, *made)) return false;
        filled = true;
      }
    }
    return filled;
  }

  static const facts::OpT *callBehind(const Function &function, std::int32_t value) {
    const facts::OpT *made = madeBy(function, value).by;
    return made && made->kind == OpKind::Call ? made : nullptr;
  }

  // Without an executor the continuation stays where it is: `via(nullptr)`.
  bool staysInPlace(const facts::OpT &link, const CallSite *site) const {
    const facts::ValueT *on =
        link.arguments.size() == 1 ? function_.value(function_.unmoved(link.arguments.front()->value)) : nullptr;
    return site && on && on->kind == ValueKind::Literal &&
           says(*site, [](const FunctionModel &m) { return m.wrapsOn.has_value(); });
  }

  // A closure that owns what it needs.
  bool ownsAll(std::int32_t callable) const {
    const facts::OpT *closure = closureBehind(function_, callable);
    return closure && std::all_of(closure->captures.begin(), closure->captures.end(), [&](const auto &captured) {
             const bool copied = captured->how == facts::Capture::Copy || captured->how == facts::Capture::StarThis;
             return copied && !function_.typeOf(captured->value).is(facts::TypeKind::Pointer);
           });
  }

  // It owns what it needs, and whatever else it calls is asked for what the work is given.
  bool onlyHandsOn(std::int32_t callable) const {
    const facts::OpT *closure = closureBehind(function_, callable);
    if (!closure || !ownsAll(callable)) return false;
    const auto bodies = analysis_.program().callOperators(function_, closure->function);
    return !bodies.empty() && std::all_of(bodies.begin(), bodies.end(), [&](FunctionId id) {
      const Function &body = analysis_.program().function(id);
      return !body.coroutine() && body.body().loops.empty() && onlyDetaches(body);
    });
  }

  bool onlyDetaches(const Function &body) const {
    bool detaches = false;
    for (const facts::OpT *op : body.ops()) {
      if (op->kind == OpKind::Throw || op->kind == OpKind::New || op->kind == OpKind::Delete) return false;
      if (op->kind != OpKind::Call) continue;
      const CallSite *site = analysis_.calls().at(body.id(), op);
      if (site && says(*site, [](const FunctionModel &m) { return m.detaches; }))
        detaches = true;
      else if (body.typeOf(op->result).is(facts::TypeKind::Void))
        return false;
    }
    return detaches;
  }

  // A continuation that gives a value, or a future that is ready.
  bool passesOn(const facts::OpT &link) const {
    const CallSite *site = analysis_.calls().at(function_.id(), &link);
    if (staysInPlace(link, site)) return true;
    return continues(site) && std::all_of(link.arguments.begin(), link.arguments.end(), [&](const auto &argument) {
             return staysReady(function_.typeOf(argument->value).value());
           });
  }

  bool staysReady(Type callable) const {
    if (!callable.isClosure()) return true;
    const auto bodies = analysis_.program().callOperators(function_, callable.facts()->closure);
    return std::all_of(bodies.begin(), bodies.end(), [&](FunctionId id) {
      const Function &body = analysis_.program().function(id);
      if (!taskKind(analysis_.models(), body.resultType())) return true;
      if (body.coroutine()) return false;
      const auto &ops = body.ops();
      return std::all_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
        if (op->kind != OpKind::Return) return true;
        const facts::OpT *made = callBehind(body, op->source);
        return made && made->object < 0 && givesFuture(body, *made);
      });
    });
  }

  const Analysis &analysis_;
  const Function &function_;
};

bool isMoved(const Function &function, std::int32_t variable) {
  const auto &values = function.body().values;
  return std::any_of(values.begin(), values.end(), [&](const auto &v) {
    return v->kind == ValueKind::Move && !v->inputs.empty() && v->inputs.front() == variable;
  });
}

// Of two locals the later one dies first, if the scope of the earlier one is not the smaller.
bool diesBefore(const Function &function, std::int32_t local, std::int32_t used) {
  const facts::ValueT *v = function.value(local), *u = function.value(used);
  return v && u && v->kind == ValueKind::Local && !v->static_ && v->place && u->place &&
         u->place->begin() < v->place->begin() && function.typeOf(local).is(facts::TypeKind::Record) &&
         !isMoved(function, local);
}

}  // namespace

// A test completes the promises of its own by hand, on every way.
static bool completesByHand(const Analysis &analysis, const Function &function, const facts::OpT &start) {
  if (!isTestCode(analysis, function)) return false;
  auto completes = [&](const facts::OpT &op) {
    const CallSite *site = analysis.calls().at(function.id(), &op);
    return site && op.object >= 0 &&
           std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->completes; });
  };
  return !findWay(function, &start, {completes, {}, false});
}

bool settlesBefore(const Analysis &analysis, const Function &function, const facts::OpT &start, std::int32_t used) {
  if (completesByHand(analysis, function, start)) return true;
  const facts::OpT *begin = Chain(analysis, function).begin(start);
  if (!begin || begin == &start) return false;
  return begin->object < 0 || diesBefore(function, function.strip(begin->object), used);
}

// The continuation writes variables of the function, which runs the loop, or waits, and then looks at them.
static bool isLookedAt(const Analysis &analysis, const Function &function, const facts::OpT &made) {
  const bool writes = std::any_of(made.arguments.begin(), made.arguments.end(), [&](const auto &argument) {
    const facts::OpT *closure = function.definition(function.unmoved(argument->value));
    return closure && std::any_of(closure->captures.begin(), closure->captures.end(), [&](const auto &capture) {
             const facts::ValueT *value = function.value(capture->value);
             return capture->how == facts::Capture::Reference && value && value->kind == ValueKind::Local;
           });
  });
  const auto &sites = analysis.calls().of(function.id());
  return writes && std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
           const bool runs = std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *model) {
             return model->runsLoop || model->blocks == Blocking::Wait;
           });
           auto isSite = [&](const facts::OpT &op) { return &op == site.op; };
           const bool waits = runs || analysis.effects().of(function, *site.op, Effect::Wait);
           return waits && findWay(function, &made, {{}, isSite, false});
         });
}

bool losesNothing(const Analysis &analysis, const Function &function, const LostTask &lost) {
  const facts::OpT &made = *lost.task.op;
  if (made.kind != OpKind::Call || lost.task.kind.lazy()) return false;
  const Chain chain(analysis, function);
  if (chain.isOver(made) || chain.isHandle(made) || chain.handsOnLater(lost.task)) return true;
  const bool kept = lost.how == LostTask::Kept;
  if ((kept || lost.how == LostTask::Discarded) && isLookedAt(analysis, function, made)) return true;
  return kept && turnedByHand(analysis.calls(), function, made);
}

}  // namespace cotidy
