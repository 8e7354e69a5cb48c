// One pass over the program collects who looks at the length of what he adds to, and who empties what he has gone through.
#include "analysis/ShortStores.h"

#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"
#include "analysis/StatedSizes.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// Not an element of it, as in `for (auto &item : book[customer])`.
static bool isAllOf(const Function &function, std::int32_t data, std::int32_t loop) {
  const facts::LoopT &facts = *function.body().loops[loop];
  if (facts.kind == facts::LoopKind::RangeFor) return function.unmoved(facts.range) == data;
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
    const std::string_view method = callee ? lastComponent(callee->name) : std::string_view();
    return (method == "end" || method == "cend" || method == "size") && function.unmoved(op->object) == data;
  });
}

std::int32_t storeOf(const Function &function, std::int32_t loop) {
  const std::int32_t data = dataOf(function, loop);
  return isAllOf(function, data, loop) ? data : -1;
}

// `map[key]` makes what is not there.
bool addsTo(const Function &function, const facts::OpT &op, const facts::CalleeT &callee) {
  const std::string_view method = lastComponent(callee.name);
  if (callee.operator_ == "[]") return isKeyed(function.typeOf(op.object).object());
  return changeBy(method) == Change::Grows && method != "reserve" && method != "shrink_to_fit" && method != "rehash" &&
         method != "resize";
}

ShortStores::ShortStores(const Calls &calls) : calls_(calls) {
  for (const auto &function : calls.program().functions()) note(*function);
}

bool ShortStores::contains(const Function &function, std::int32_t value) const {
  const std::string place = keptContainer(function, value);
  return !place.empty() && short_.count(place) != 0;
}

// Is the container lent to a function that may change it?
static bool isLentForChange(const Calls &calls, const Function &function, const facts::OpT &op, std::size_t index) {
  const CallSite *site = op.kind == OpKind::Call ? calls.at(function.id(), &op) : nullptr;
  return site && std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId target) {
           const Function &called = calls.program().function(target);
           return std::any_of(called.ops().begin(), called.ops().end(), [&](const facts::OpT *inner) {
             const facts::ValueT *to = inner->object >= 0 ? called.value(called.strip(inner->object)) : nullptr;
             const facts::CalleeT *callee = called.callee(inner->callee);
             return to && callee && to->kind == ValueKind::Param && to->index == static_cast<std::int32_t>(index) &&
                    changeBy(lastComponent(callee->name)) == Change::Removes;
           });
         });
}

void ShortStores::note(const Function &function) {
  std::set<std::string> added, asked, cleared;
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
    for (std::size_t i = 0; i < op->arguments.size(); ++i)
      if (const std::string lent = keptContainer(function, op->arguments[i]->value);
          !lent.empty() && isLentForChange(calls_, function, *op, i))
        short_.insert(lent);
    const std::string place = callee ? keptContainer(function, op->object) : std::string();
    if (place.empty()) continue;
    const std::string_view method = lastComponent(callee->name);
    if (addsTo(function, *op, *callee)) added.insert(place);
    if (method == "size") asked.insert(place);
    if (method == "clear") cleared.insert(place);
    if (method == "pop_front" || method == "pop_back" || method == "pop") short_.insert(place);
  }
  for (const std::string &place : added)
    if (asked.count(place)) short_.insert(place);
  for (std::size_t i = 0; i < function.body().loops.size(); ++i)
    if (const std::string place = keptContainer(function, storeOf(function, static_cast<std::int32_t>(i)));
        cleared.count(place))
      short_.insert(place);
}

}  // namespace cotidy
