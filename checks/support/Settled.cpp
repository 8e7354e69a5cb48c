// Back along the chain: from a continuation to the future that it continues, as long as each link gives a plain value or
// what is itself ready.
#include "checks/support/Settled.h"

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
    constexpr unsigned longest = 24;
    const facts::OpT *link = &start;
    for (unsigned steps = 0; link && steps < longest; ++steps) {
      if (givesFuture(function_, *link)) return link;
      if (link != &start && !passesOn(*link)) return nullptr;
      link = madeBy(function_, link->object);
    }
    return nullptr;
  }

private:
  static bool continues(const CallSite *site) {
    return site && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
             return std::any_of(model->invokes.begin(), model->invokes.end(),
                                [](const Invocation &how) { return how.when == Invocation::Continuation; });
           });
  }

  // Loses nothing when it is dropped: ready by itself, or a handle of a promise. A continuation is neither.
  bool givesFuture(const Function &function, const facts::OpT &op) const {
    const CallSite *site = analysis_.calls().at(function.id(), &op);
    return site && !continues(site) && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
             return model->drop == "intended";
           });
  }

  static const facts::OpT *madeBy(const Function &function, std::int32_t value) {
    value = function.unmoved(value);
    const facts::OpT *made = function.definition(value);
    if (!made && value >= 0 && function.writes(value).size() == 1)
      made = function.definition(function.unmoved(function.writes(value).front()->source));
    return made && made->kind == OpKind::Call ? made : nullptr;
  }

  // A continuation that gives a value, or a future that is ready.
  bool passesOn(const facts::OpT &link) const {
    const CallSite *site = analysis_.calls().at(function_.id(), &link);
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
        const facts::OpT *made = madeBy(body, op->source);
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
         u->place->begin() < v->place->begin() &&
         function.typeOf(local).is(facts::TypeKind::Record) && !isMoved(function, local);
}

}  // namespace

bool settlesBefore(const Analysis &analysis, const Function &function, const facts::OpT &start, std::int32_t used) {
  const facts::OpT *begin = Chain(analysis, function).begin(start);
  if (!begin || begin == &start) return false;
  return begin->object < 0 || diesBefore(function, function.strip(begin->object), used);
}

}  // namespace cotidy
