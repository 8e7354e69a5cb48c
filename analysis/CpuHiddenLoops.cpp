// The loops of CpuWork that nobody wrote: algorithms of the library, copies and deaths of whole containers.
#include "analysis/AwaitOrder.h"
#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"
#include "analysis/CpuWork.h"
#include "analysis/NestedData.h"
#include "analysis/WholeCopies.h"

#include <algorithm>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::ValueKind;

// Nanoseconds for what an element owns.
static constexpr double allocation = 25;

std::string spoken(const Function &function, std::int32_t value) {
  const facts::ValueT *v = function.value(value);
  return v && !v->name.empty() && !v->name.starts_with("__") ? "'" + std::string(lastComponent(v->name)) + "'"
                                                             : std::string();
}

// std::copy(one.begin(), one.end(), std::back_inserter(other)): from somewhere to the end.
std::optional<WorkWitness> CpuWork::algorithmOverLargeStore(const Function &function, const CallSite &site) const {
  const facts::OpT &op = *site.op;
  const facts::CalleeT *callee = function.callee(op.callee);
  if (op.kind != OpKind::Call || op.object >= 0 || !callee || !callee->system || op.arguments.size() < 2)
    return std::nullopt;
  const Cost cost = costs_.of(function, op);
  const std::int32_t data = containerBehind(function, op.arguments[1]->value);
  if (cost.depth == 0 || cost.bounded()) return std::nullopt;
  WorkWitness found{function.id(), &op, {}, -1, data, "'" + site.name + "'", {}, 0, false, site.certain};
  const bool inserts = std::any_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
    return function.typeOf(argument->value).value().name().ends_with("insert_iterator");
  });
  const double copy = inserts ? 2 * allocation * ownersInElement(function.typeOf(data)) : 0;
  return overLargeStore(found, stores_.of(function, data), cost.typical / typicalItems + copy);
}

// std::for_each, std::count_if: a loop that the library writes.
std::optional<WorkWitness> CpuWork::algorithm(const Function &function, const facts::OpT &op) const {
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site || opacityOf(function, op) != Opacity::None) return std::nullopt;
  if (auto large = algorithmOverLargeStore(function, *site)) return large;
  if (site->targets.empty()) return std::nullopt;
  const bool here = std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
    return !model->cpu && std::any_of(model->invokes.begin(), model->invokes.end(), [](const Invocation &how) {
      return how.when == Invocation::Now && how.repeated && how.on.thread == Thread::Caller;
    });
  });
  const Cost cost = here ? costs_.of(function, op) : Cost();
  for (FunctionId target : site->targets) {
    const Function &body = calls_.program().function(target);
    if (body.coroutine() || std::any_of(body.ops().begin(), body.ops().end(),
                                        [&](const facts::OpT *inner) { return givesWay_.mayAt(body, *inner); }))
      return std::nullopt;
  }
  if (cost.bounded() || cost.typical < limits_.loop || cost.depth < 2) return std::nullopt;
  return WorkWitness{function.id(),      &op,          {},    -1,           -1, "'" + site->name + "'",
                     "data within data", cost.typical, false, site->certain};
}

// Is the value the member of that name, a part of it, or what it points to?
static bool belongsTo(const Function &function, std::int32_t value, std::string_view member) {
  constexpr int deepest = 8;
  for (int steps = 0; steps < deepest; ++steps) {
    const facts::ValueT *v = function.value(value = function.unmoved(value));
    if (!v) return false;
    if (v->name == member) return true;
    const facts::OpT *made = function.definition(value);
    value = made && made->object >= 0          ? made->object
            : made && !made->arguments.empty() ? made->arguments.front()->value
            : !v->inputs.empty()               ? v->inputs.front()
                                               : -1;
  }
  return false;
}

// What a loop that gives way takes out of it, or what a function that nobody knows was given, may be gone before it dies.
bool CpuWork::isEmptiedElsewhere(const Function &function, const facts::OpT &death) const {
  const facts::ValueT *data = function.value(function.unmoved(death.object));
  if (!data || data->name.empty()) return false;
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = function.callee(op->callee);
    if (op == &death || op->kind != OpKind::Call || !callee) return false;
    const bool removes = op->object >= 0 && changeBy(lastComponent(callee->name)) == Change::Removes;
    if (removes && op->loop >= 0 && givesWay_.inLoop(function, op->loop) && belongsTo(function, op->object, data->name))
      return true;
    const CallSite *site = calls_.at(function.id(), op);
    return !callee->system && site && site->models.empty() &&
           std::any_of(op->arguments.begin(), op->arguments.end(),
                       [&](const auto &given) { return belongsTo(function, given->value, data->name); });
  });
}

// A copy to go through with suspensions, while others may change what it was made of: each element of it is needed.
bool CpuWork::isSnapshot(const Function &function, const facts::OpT &copy) const {
  const facts::ValueT *made = function.value(copy.result);
  const auto &loops = function.body().loops;
  for (std::size_t i = 0; made && made->into >= 0 && i < loops.size(); ++i)
    if (const auto loop = static_cast<std::int32_t>(i);
        dataOf(function, loop) == made->into && givesWay_.inLoop(function, loop))
      return true;
  return false;
}

// `for (auto &caller : callers) caller.answer(Tables(tables))`: the same record of lists once more for each element.
static bool isCopiedEachRound(const Calls &calls, const Function &function, const facts::OpT &copy, std::int32_t data) {
  if (copy.kind != OpKind::Construct || copy.loop < 0) return false;
  const facts::ValueT *v = function.value(rootOf(function, data));
  return v && (v->kind == ValueKind::Local || v->kind == ValueKind::Capture) &&
         function.body().loops[copy.loop]->bound == Bound::Data && isSameEachRound(function, data, copy.loop) &&
         !startsWorkInLoop(calls, function, copy.loop);
}

// `tables_[this_shard_id()]`: one element of a member, but all that this thread has.
static bool isOwnShare(const Function &function, std::int32_t data) {
  const facts::OpT *element = function.definition(function.unmoved(data));
  const facts::CalleeT *callee = element && element->kind == OpKind::Call ? function.callee(element->callee) : nullptr;
  if (!callee || callee->operator_ != "[]" || element->object < 0 || element->arguments.size() != 1 ||
      isKeyed(function.typeOf(element->object).object()) || !isLongLived(function, element->object))
    return false;
  const facts::OpT *index = function.definition(function.unmoved(element->arguments.front()->value));
  return index && index->kind == OpKind::Call && index->object < 0 && index->arguments.empty();
}

// Copies and deaths of containers of containers are loops that nobody wrote.
std::optional<WorkWitness> CpuWork::implicitLoop(const Function &function, const facts::OpT &op) const {
  const facts::CalleeT *callee = function.callee(op.callee);
  WorkWitness found{function.id(), &op, {}, -1, -1, {}, "data within data", 0, false, true};
  std::int32_t data = copiedBy(function, op);
  if (data >= 0) {
    found.subject = "the copy of ";
  } else if (op.kind == OpKind::Call && callee && op.object >= 0 && op.arguments.empty() &&
             (callee->system || containerOf(function.typeOf(op.object))) &&
             (lastComponent(callee->name) == "clear" || lastComponent(callee->name) == "reset")) {
    data = op.object;
    found.subject = "the destruction of all elements of ";
    if (isEmptiedElsewhere(function, op)) return std::nullopt;
  }
  if (data < 0) return std::nullopt;
  found.data = data;
  const facts::OpT *pointed = function.definition(function.unmoved(data));
  const std::int32_t named = pointed && pointed->object >= 0 ? pointed->object : data;
  const std::string name = spoken(function, function.unmoved(named));
  found.subject += name.empty() ? "a whole container" : name;
  const bool copies = found.subject.starts_with("the copy");
  if (const unsigned owners = copies && !isSnapshot(function, op) ? ownersInElement(function.typeOf(data)) : 0;
      owners > 0)
    if (auto large = overLargeStore(found, stores_.of(function, data), 2 * allocation * owners)) return large;
  const bool deep = ownsDataWithinData(function.typeOf(data).value()),
             nested = deep && (isLongLived(function, data) || isOwnShare(function, data));
  const bool repeated = deep && !nested && copies && isCopiedEachRound(calls_, function, op, data);
  if (!nested && !repeated && !(copies && isStoreBehindPointer(function, data))) return std::nullopt;
  if (!nested) found.why = repeated ? "it is copied in each round" : "each element is copied with what it owns";
  found.estimate = nested || repeated ? allocation * typicalItems * typicalItems : 0;
  return found;
}

}  // namespace cotidy
