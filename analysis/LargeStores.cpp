// One pass over the program collects who pauses over a container, who adds to it, and who takes from it or may do so.
#include "analysis/LargeStores.h"

#include "analysis/AwaitOrder.h"
#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"
#include "analysis/MemberUses.h"
#include "analysis/ShortStores.h"
#include "analysis/WholeCopies.h"

#include <algorithm>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

// How many elements a store has that the program treats as a large one; so many, where it says how many, are large.
static constexpr double largeItems = 10'000;

LargeStores::LargeStores(const Contexts &contexts, const Calls &calls, const GivesWay &givesWay)
    : contexts_(contexts), calls_(calls), givesWay_(givesWay), stated_(calls) {
  for (const auto &function : calls.program().functions()) {
    notePauses(*function);
    noteChanges(*function);
  }
}

// `for (const auto &[name, score] : scores_) all.push_back({name, score});`
static std::int32_t filledFrom(const Function &function, std::int32_t local) {
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = op->kind == OpKind::Call && op->loop >= 0 && function.unmoved(op->object) == local
                                       ? function.callee(op->callee)
                                       : nullptr;
    if (!callee || !callee->system || changeBy(lastComponent(callee->name)) != Change::Grows) continue;
    if (const std::int32_t data = storeOf(function, op->loop); data >= 0) return data;
  }
  return -1;
}

std::int32_t storeBehind(const Function &function, std::int32_t value) {
  value = function.unmoved(value);
  const facts::ValueT *v = function.value(value);
  if (!v || v->kind != ValueKind::Local || function.writes(value).size() != 1) return value;
  const facts::OpT *made = function.definition(function.unmoved(function.writes(value).front()->source));
  const bool constructed = made && made->kind == OpKind::Construct;
  const std::int32_t from = !constructed              ? -1
                            : made->arguments.empty() ? filledFrom(function, value)
                                                      : copiedBy(function, *made);
  return from >= 0 ? function.unmoved(from) : value;
}

StoreSize LargeStores::of(const Function &function, std::int32_t value) const {
  const std::string place = keptContainer(function, storeBehind(function, value));
  if (place.empty()) return {};
  if (const auto stated = static_cast<double>(stated_.of(place)); stated >= largeItems)
    return {Largeness::Stated, stated};
  if (paused_.count(place)) return {Largeness::Paused, largeItems};
  return grown_.count(place) && !bounded_.count(place) ? StoreSize{Largeness::Grows, largeItems} : StoreSize();
}

StoreSize LargeStores::ofLoop(const Function &function, std::int32_t loop) const {
  return of(function, storeOf(function, loop));
}

// ------------------------------------------------------------------ pauses

// Nothing of the element is given to it: it is there to let others run. What sends or stores an element waits for that.
bool LargeStores::isPause(const Function &function, const facts::OpT &op) const {
  if (!givesWay_.mayAt(function, op)) return false;
  const facts::OpT *call = op.kind == OpKind::Await ? function.definition(function.unmoved(op.source)) : &op;
  const CallSite *site = call ? calls_.at(function.id(), call) : nullptr;
  if (!site || call->kind != OpKind::Call) return false;
  const facts::ValueT *object = function.value(call->object);
  const bool given = !call->arguments.empty() || (object && object->kind != ValueKind::This);
  return !given || std::any_of(site->models.begin(), site->models.end(),
                               [](const FunctionModel *model) { return model->returnsHome || model->pauses; });
}

void LargeStores::notePauses(const Function &function) {
  const facts::BodyT &body = function.body();
  for (std::size_t i = 0; i < body.loops.size(); ++i) {
    const auto loop = static_cast<std::int32_t>(i);
    const std::string place =
        body.loops[i]->bound == Bound::Constant ? "" : keptContainer(function, storeOf(function, loop));
    if (!place.empty() && std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
          return inLoop(body, *op, loop) && isPause(function, *op);
        }))
      paused_.insert(place);
  }
}

// ------------------------------------------------------------------ growth

// `scores_[who] += points`, where the caller says who: each that is asked for is kept.
static bool keepsWhatIsAsked(const Function &function, const facts::OpT &op) {
  if (!function.coroutine() || !isKeyed(function.typeOf(op.object).object()) || op.arguments.empty()) return false;
  const facts::ValueT *key = function.value(rootOf(function, op.arguments.front()->value));
  return key && key->kind == ValueKind::Param;
}

// Once for each event. What a loop over data adds is as much as that data, and perhaps all that there ever will be.
bool LargeStores::isPerEvent(const Function &function, const facts::OpT &op, unsigned depth) const {
  constexpr unsigned deepest = 3;
  for (std::int32_t loop = op.loop; loop >= 0; loop = function.body().loops[loop]->parent)
    if (function.body().loops[loop]->bound == Bound::Data || function.body().loops[loop]->bound == Bound::Constant)
      return false;
  const auto &contexts = contexts_.of(function.id());
  if (std::any_of(contexts.begin(), contexts.end(),
                  [](const Context &context) { return context.as == Invocation::Handler; }))
    return true;
  if (function.coroutine())
    return (op.loop >= 0 || keepsWhatIsAsked(function, op)) && contexts_.standing(function.id()).async;
  if (depth == deepest) return false;
  const auto &callers = calls_.callersOf(function.id());
  return std::any_of(callers.begin(), callers.end(), [&](const Caller &caller) {
    return isPerEvent(calls_.program().function(caller.function), *caller.op, depth + 1);
  });
}

void LargeStores::noteOperands(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  const bool copies = op.kind == OpKind::Construct && callee && callee->constructor == facts::ConstructorKind::Copy;
  const CallSite *site = calls_.at(function.id(), &op);
  const bool reads = site && std::any_of(site->models.begin(), site->models.end(),
                                         [](const FunctionModel *model) { return model->cpu; });
  // Who is given the container, or a reference to it, may take from it.
  for (const auto &argument : op.arguments)
    if (!copies && !reads) bounded_.insert(keptContainer(function, argument->value));
  bounded_.insert(keptContainer(function, op.destination));
  const facts::ValueT *named = op.kind == OpKind::Init ? function.value(op.destination) : nullptr;
  const bool ranges = named && named->name.starts_with("__");  // what a range-based loop names for itself
  if (op.kind != OpKind::Use && !ranges) bounded_.insert(keptContainer(function, op.source));
}

void LargeStores::noteChanges(const Function &function) {
  if (isConstructor(function)) return;
  std::set<std::string> added, asked;
  for (const facts::OpT *op : function.ops()) {
    noteOperands(function, *op);
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
    const std::string place = callee ? keptContainer(function, op->object) : std::string();
    if (place.empty()) continue;
    const std::string_view method = lastComponent(callee->name);
    if (addsTo(function, *op, *callee) && isPerEvent(function, *op)) added.insert(place);
    if (method == "size") asked.insert(place);  // who looks at the length may keep it small
    const bool takes = changeBy(method) == Change::Removes || changeBy(method) == Change::Replaces;
    if (takes || method == "resize") bounded_.insert(place);
  }
  for (const auto &value : function.body().values)
    if ((value->kind == ValueKind::Addr || value->kind == ValueKind::Move) && !value->inputs.empty())
      bounded_.insert(keptContainer(function, value->inputs.front()));
  for (const std::string &place : added) (asked.count(place) ? bounded_ : grown_).insert(place);
}

}  // namespace cotidy
