// The loops of CpuWork that make something new of each element: a text of all rows, a record for each entry of a table. Each
// round is short, and allocates. Nobody says how much data there is, so that they are judged at the size of large stores.
#include "analysis/AwaitOrder.h"
#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"
#include "analysis/CpuWork.h"
#include "analysis/NestedData.h"
#include "analysis/Spawns.h"
#include "analysis/Tasks.h"
#include "analysis/WholeCopies.h"

#include <algorithm>

namespace cotidy {

using facts::Bound;
using facts::ConstructorKind;
using facts::OpKind;
using facts::ValueKind;

// As many elements as somebody has to store for the loop to be felt, and nanoseconds.
static constexpr double manyItems = 10'000;
static constexpr double shortest = 20;
static constexpr double allocation = 25;

static bool isText(Type type) {
  const std::string_view name = lastComponent(type.object().name());
  return name.starts_with("basic_string") || name == "QString" || name == "QByteArray" || name == "span";
}

// A string, a container, or a record that owns one: what somebody allocates and copies.
static bool ownsMemory(Type type) {
  type = type.value();
  return type && type.is(facts::TypeKind::Record) && !type.name().ends_with("iterator") &&
         (containerOf(type) || type.facts()->destructor != facts::Destructor::Trivial);
}

static bool makesOwner(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || op.arguments.empty()) return false;
  if (op.kind == OpKind::Construct)
    return callee->constructor != ConstructorKind::Move && ownsMemory(function.typeOf(op.result));
  return op.kind == OpKind::Call && function.typeOfCallee(callee->result).is(facts::TypeKind::Record) &&
         ownsMemory(function.typeOfCallee(callee->result));
}

// `all.push_back(…)`, `text += …`, `out << …`, `table[key] = …`; not `counts[key] += 1`, for there may be few groups.
static bool isAddition(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  if (!callee || (op.object < 0 && callee->operator_ != "<<")) return false;
  const std::string_view method = lastComponent(callee->name);
  const bool adds = changeBy(method) == Change::Grows && method != "reserve" && method != "resize";
  return adds || method == "append" || callee->operator_ == "+=" || callee->operator_ == "<<" ||
         (callee->operator_ == "[]" && isKeyed(function.typeOf(op.object).object()) &&
          !function.typeOf(op.object).object().argument(1).is(facts::TypeKind::Scalar));
}

// A task, a future or a thread for each element: what that costs, and how many there may be, other rules say.
static bool startsWork(const Calls &calls, const Function &function, const facts::OpT &op) {
  if (op.kind != OpKind::Call && op.kind != OpKind::Construct) return false;
  const Type made = function.typeOf(op.result).value();
  if (made && (heldTaskKind(calls.models(), made).pending() || holdsThreads(calls.models(), made))) return true;
  const CallSite *site = calls.at(function.id(), &op);
  return site && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
           return model->spawns || std::any_of(model->invokes.begin(), model->invokes.end(), [](const Invocation &how) {
                    return how.when == Invocation::Later && how.as != Invocation::Plain;
                  });
         });
}

bool startsWorkInLoop(const Calls &calls, const Function &function, std::int32_t loop) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    return inLoop(function.body(), *op, loop) && startsWork(calls, function, *op);
  });
}

// Not made anew in each round.
static bool standsOutside(const Function &function, std::int32_t value, std::int32_t loop) {
  const std::int32_t root = rootOf(function, value);
  const auto &writes = function.writes(root);
  return root >= 0 && std::none_of(writes.begin(), writes.end(),
                                   [&](const facts::OpT *write) { return inLoop(function.body(), *write, loop); });
}

// Does it add to what stands outside of the loop, itself or by a function that it calls for it?
static bool addsOutside(const Calls &calls, const Function &function, const facts::OpT &op, std::int32_t loop) {
  if (isAddition(function, op)) {
    const std::int32_t to = op.object >= 0 ? op.object : op.arguments.front()->value;
    return standsOutside(function, to, loop);
  }
  const CallSite *site = op.kind == OpKind::Call ? calls.at(function.id(), &op) : nullptr;
  if (!site) return false;
  return std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId target) {
    const Function &called = calls.program().function(target);
    return std::any_of(called.ops().begin(), called.ops().end(), [&](const facts::OpT *inner) {
      const facts::ValueT *to = inner->object >= 0 ? called.value(inner->object) : nullptr;
      return to && to->kind == ValueKind::Member && isAddition(called, *inner);
    });
  });
}

// A copy of an element that owns something: no code of the program says what it costs.
static double copiesIn(const Function &function, std::int32_t loop) {
  double all = 0;
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Construct || !inLoop(function.body(), *op, loop)) continue;
    const std::int32_t from = copiedBy(function, *op);
    const Type type = from >= 0 ? function.typeOf(from).value() : Type();
    if (type && !containerOf(type) && ownsMemory(type)) all += 2 * allocation;
  }
  return all;
}

// All elements of a container, which may be behind a pointer; not what a call has looked up.
static bool isOverAll(const Function &function, std::int32_t loop) {
  const facts::LoopT &facts = *function.body().loops[loop];
  if (facts.kind != facts::LoopKind::RangeFor) return storeOf(function, loop) >= 0;
  const Type type = function.typeOf(facts.range);
  const facts::OpT *made = function.definition(function.unmoved(facts.range));
  return containerOf(type) && !isText(type) && (!made || made->kind != OpKind::Call || made->arguments.empty());
}

WorkWitness CpuWork::converting(const Function &function, std::int32_t data, double round) const {
  WorkWitness found{function.id(), nullptr, {}, -1, data, {}, {}, round * manyItems, false, true};
  found.why = "something is made of each element, about " + inWords(round);
  found.items = manyItems;
  return found;
}

std::optional<WorkWitness> CpuWork::conversion(const Function &function, std::int32_t loop) const {
  const std::int32_t data = dataOf(function, loop);
  if (function.body().loops[loop]->bound != Bound::Data || data < 0 || !isOverAll(function, loop) ||
      isConfiguration(function, data) || runsOverPointers(function, loop) || roundsOf(calls_, function, loop) ||
      short_.contains(function, data) || startsWorkInLoop(calls_, function, loop))
    return std::nullopt;
  bool makes = false, adds = false, mayPause = false;
  for (const facts::OpT *op : function.ops()) {
    if (!inLoop(function.body(), *op, loop)) continue;
    const Opacity opacity = opacityOf(function, *op);
    if (opacity == Opacity::Hides) return std::nullopt;
    mayPause = mayPause || opacity == Opacity::Tells;
    makes = makes || makesOwner(function, *op);
    adds = adds || addsOutside(calls_, function, *op, loop);
  }
  const double round = costs_.ofRound(function, loop).typical + copiesIn(function, loop);
  const Type store = function.typeOf(data).object();
  const bool brief = !isKeyed(store) && isText(store.argument(0));  // lines and words: of a file, of a message
  if (!adds || round < (brief ? 5 * shortest : makes ? shortest : 10 * shortest)) return std::nullopt;
  WorkWitness found = converting(function, data, round);
  found.loop = loop;
  found.subject = nameOfLoop(function, loop);
  found.mayPause = mayPause;
  return found;
}

// `std::transform(rows.begin(), rows.end(), std::back_inserter(all), [](const Row &row) { return row.text(); })`
std::optional<WorkWitness> CpuWork::conversionByAlgorithm(const Function &function, const facts::OpT &op) const {
  const CallSite *site = op.kind == OpKind::Call && op.object < 0 ? calls_.at(function.id(), &op) : nullptr;
  const facts::CalleeT *callee = site ? function.callee(op.callee) : nullptr;
  if (!callee || !callee->system || lastComponent(callee->name) != "transform" || op.arguments.size() < 4 ||
      site->targets.empty() || opacityOf(function, op) == Opacity::Hides)
    return std::nullopt;
  const std::int32_t data = containerBehind(function, op.arguments[1]->value);
  const Cost cost = costs_.of(function, op);
  const double round = cost.typical / typicalItems;
  if (data < 0 || !containerOf(function.typeOf(data)) || isText(function.typeOf(data)) || cost.bounded() ||
      round < shortest || isConfiguration(function, data) || short_.contains(function, data))
    return std::nullopt;
  const bool makes = std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId target) {
    const Type made = calls_.program().function(target).resultType();
    return ownsMemory(made) && !heldTaskKind(calls_.models(), made).pending();  // tasks are work that is put off
  });
  if (!makes) return std::nullopt;
  WorkWitness found = converting(function, data, round);
  found.op = &op;
  found.subject = "'" + site->name + "'";
  return found;
}

}  // namespace cotidy
