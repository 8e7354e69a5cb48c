// From the call in a loop to the loop in the callee, and from its data back to the argument or the object.
#include "analysis/NestedData.h"

#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"
#include "analysis/Origins.h"

#include <algorithm>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

static bool isText(Type type) {
  return type.object().name() == "std::basic_string" || type.object().name() == "std::basic_string_view";
}

static bool isIterator(Type type) {
  const std::string_view name = lastComponent(type.object().name());
  return name.find("iterator") != std::string_view::npos || name.find("Iterator") != std::string_view::npos;
}

static bool isPointer(Type type) {
  const std::string_view name = lastComponent(type.value().name());
  return type.value().is(TypeKind::Pointer) || name.ends_with("_ptr") || name.ends_with("Ptr");
}

namespace {
struct Root {
  std::int32_t value = -1;
  bool throughPointer = false;   // the object is elsewhere: an iterator's own step does not count
};
}  // namespace

// From a member, a dereferenced pointer or what a getter gives, to the variable that it belongs to. Elements by index are not
// followed: they are another one in each round.
static Root ownerOf(const Function &function, std::int32_t value) {
  constexpr int deepest = 12;
  Root root{function.strip(value)};
  for (int steps = 0; steps < deepest; ++steps) {
    const facts::ValueT *v = function.value(root.value);
    if (!v) return {};
    const facts::OpT *made = function.definition(root.value);
    if ((v->kind == ValueKind::Member || v->kind == ValueKind::Deref || v->kind == ValueKind::Addr) &&
        !v->inputs.empty()) {
      const std::int32_t base = v->inputs.front();
      const bool own = function.value(base) && function.value(base)->kind == ValueKind::This;
      if (!own && v->kind != ValueKind::Addr && function.typeOf(base).value().is(TypeKind::Pointer))
        root.throughPointer = true;
      root.value = function.strip(base);
    } else if (made && made->kind == OpKind::Call && made->object >= 0 && made->arguments.empty()) {
      const Type type = function.typeOf(made->object);
      if (!isIterator(type) && isPointer(type)) root.throughPointer = true;
      root.value = function.strip(made->object);
    } else {
      return root;
    }
  }
  return {};
}

static bool isSame(const Function &function, const Root &root, std::int32_t loop) {
  const facts::ValueT *v = function.value(root.value);
  if (!v) return false;
  const bool lasting = v->kind == ValueKind::Param || v->kind == ValueKind::This || v->kind == ValueKind::Global ||
                       v->kind == ValueKind::Capture;
  const Type type = function.typeOf(root.value).value();
  const bool local =
      v->kind == ValueKind::Local && (containerOf(type) || (type.is(TypeKind::Record) && !type.facts()->system));
  const auto &writes = function.writes(root.value);
  return (lasting || local) && std::none_of(writes.begin(), writes.end(), [&](const facts::OpT *write) {
           return inLoop(function.body(), *write, loop);
         });
}

bool isSameEachRound(const Function &function, std::int32_t value, std::int32_t loop) {
  return isSame(function, ownerOf(function, value), loop);
}

bool runsOverPointers(const Function &function, std::int32_t loop) {
  const std::int32_t data = dataOf(function, loop);
  if (data < 0 || !containerOf(function.typeOf(data))) return false;
  const std::vector<Type> arguments = function.typeOf(data).value().arguments();
  return std::any_of(arguments.begin(), arguments.end(), isPointer);
}

// `level`: how many containers stand around it.
static bool endsInObjects(Type type, unsigned level) {
  constexpr unsigned deepest = 4;
  type = type.value();
  if (!type || level > deepest) return false;
  if (isPointer(type)) {
    const Type object = type.is(TypeKind::Pointer) ? type.target().value() : type.argument(0).value();
    return level >= 2 && object.is(TypeKind::Record) && !containerOf(object) && !object.name().starts_with("std::");
  }
  const std::vector<Type> arguments = containerOf(type) ? type.arguments() : std::vector<Type>();
  return std::any_of(arguments.begin(), arguments.end(), [&](Type t) { return endsInObjects(t, level + 1); });
}

bool isTableOfObjects(Type type) { return endsInObjects(type, 0); }

// Either the same for each element, so that all is done for all, or a part of the element itself.
static bool bringsData(const Function &function, std::int32_t given, std::int32_t outer) {
  const Root root = ownerOf(function, given);
  if (root.value < 0) return false;
  if (isSame(function, root, outer)) return true;
  const Type type = function.typeOf(given).value();
  return !root.throughPointer && !isPointer(type) && type.is(TypeKind::Record);
}

// Also where a second condition may end it: all of the data, where that does not.
static bool isOverData(const Function &function, std::int32_t loop) {
  const facts::LoopT &facts = *function.body().loops[loop];
  const facts::ValueT *condition = function.value(facts.condition);
  return facts.bound == Bound::Data || (facts.bound == Bound::Unknown && condition && condition->op == "&&");
}

using Brings = bool (*)(const Function &function, std::int32_t given, std::int32_t outer);

// All data that the function goes through from one end to the other: in a loop, or to make a container of it.
static std::vector<std::int32_t> dataGoneThrough(const Function &called) {
  std::vector<std::int32_t> all;
  for (std::size_t i = 0; i < called.body().loops.size(); ++i)
    if (const auto loop = static_cast<std::int32_t>(i); isOverData(called, loop)) all.push_back(dataOf(called, loop));
  for (const facts::OpT *op : called.ops()) {
    const facts::CalleeT *callee = op->kind == OpKind::Construct ? called.callee(op->callee) : nullptr;
    const bool fills = callee && callee->system && callee->constructor == facts::ConstructorKind::Other &&
                       op->arguments.size() >= 2 && containerOf(called.typeOf(op->result));
    if (fills && isIterator(called.typeOf(op->arguments.front()->value)))
      all.push_back(containerBehind(called, op->arguments.front()->value));
  }
  return all;
}

// Does the callee go through what it was called on, or through an argument, and does that bring such data?
static bool callsLoop(const Function &function, const facts::OpT &op, const Function &called, std::int32_t outer,
                      Brings brings) {
  for (const std::int32_t data : dataGoneThrough(called)) {
    if (data < 0 || !containerOf(called.typeOf(data)) || isText(called.typeOf(data))) continue;
    const facts::ValueT *root = called.value(ownerOf(called, data).value);
    if (!root) continue;
    if (root->kind == ValueKind::This && (op.object < 0 || brings(function, op.object, outer))) return true;
    const bool argument = root->kind == ValueKind::Param && root->index >= 0 &&
                          static_cast<std::size_t>(root->index) < op.arguments.size();
    if (argument && brings(function, op.arguments[root->index]->value, outer)) return true;
  }
  return false;
}

// Whichever of the overriders it is that runs.
static bool callsLoop(const Calls &calls, const Function &function, const CallSite &site, std::int32_t outer,
                      Brings brings) {
  const auto loops = [&](FunctionId target) {
    return callsLoop(function, *site.op, calls.program().function(target), outer, brings);
  };
  if (site.targets.empty() || site.unknown) return false;
  return site.certain ? std::any_of(site.targets.begin(), site.targets.end(), loops)
                      : std::all_of(site.targets.begin(), site.targets.end(), loops);
}

static bool isLibraryLoop(const Costs &costs, const Function &function, const CallSite &site, const facts::OpT &op,
                          std::int32_t outer) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (op.object >= 0 || op.arguments.empty() || !callee || !callee->system || costs.of(function, op).depth == 0)
    return false;
  const std::int32_t data = containerBehind(function, op.arguments.front()->value);
  if (data < 0 || !containerOf(function.typeOf(data)) || isText(function.typeOf(data))) return false;
  const bool runsUserCode = std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *model) {
    return std::any_of(model->invokes.begin(), model->invokes.end(),
                       [](const Invocation &how) { return how.when == Invocation::Now && how.repeated; });
  });
  return runsUserCode || isSameEachRound(function, data, outer);
}

// A container is made of the element's data.
static bool fillsAnother(const Costs &costs, const Function &function, const facts::OpT &op) {
  const Type type = function.typeOf(op.result);
  return op.kind == OpKind::Construct && containerOf(type) && !isText(type) && costs.of(function, op).depth > 0;
}

bool holdsLoopOverData(const Calls &calls, const Costs &costs, const Function &function, std::int32_t outer) {
  const facts::BodyT &body = function.body();
  for (std::size_t i = 0; i < body.loops.size(); ++i) {
    if (body.loops[i]->bound != Bound::Data || isText(function.typeOf(dataOf(function, static_cast<std::int32_t>(i)))))
      continue;
    for (std::int32_t at = body.loops[i]->parent; at >= 0; at = body.loops[at]->parent)
      if (at == outer) return true;
  }
  const std::int32_t data = dataOf(function, outer);
  const bool overContainer = data >= 0 && containerOf(function.typeOf(data));
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    if (fillsAnother(costs, function, *op) && inLoop(body, *op, outer)) return true;
    const CallSite *site = op->kind == OpKind::Call && inLoop(body, *op, outer) ? calls.at(function.id(), op) : nullptr;
    if (!site) return false;
    if (isLibraryLoop(costs, function, *site, *op, outer)) return true;
    return overContainer && callsLoop(calls, function, *site, outer, bringsData);
  });
}

static bool isKeptEachRound(const Function &function, std::int32_t value, std::int32_t loop) {
  const Root root = ownerOf(function, value);
  const facts::ValueT *v = function.value(root.value);
  return v && (v->kind == ValueKind::This || v->kind == ValueKind::Global) && isSame(function, root, loop);
}

static bool repeatsLoop(const Calls &calls, const Function &function, std::int32_t outer, Brings brings) {
  if (const std::int32_t data = dataOf(function, outer); data < 0 || !containerOf(function.typeOf(data))) return false;
  const auto &loops = function.body().loops;
  for (std::size_t i = 0; i < loops.size(); ++i) {
    const std::int32_t data = loops[i]->range >= 0 ? dataOf(function, static_cast<std::int32_t>(i)) : -1;
    if (loops[i]->parent == outer && loops[i]->bound == Bound::Data && data >= 0 &&
        containerOf(function.typeOf(data)) && !isText(function.typeOf(data)) &&
        brings(function, loops[i]->range, outer))
      return true;
  }
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    if (op->kind != OpKind::Call || !inLoop(function.body(), *op, outer)) return false;
    const CallSite *site = calls.at(function.id(), op);
    return site && callsLoop(calls, function, *site, outer, brings);
  });
}

bool repeatsTheSameLoop(const Calls &calls, const Function &function, std::int32_t outer) {
  return repeatsLoop(calls, function, outer, isSameEachRound);
}

bool repeatsKeptLoop(const Calls &calls, const Function &function, std::int32_t outer) {
  return repeatsLoop(calls, function, outer, isKeptEachRound);
}

// ------------------------------------------------------------------ where the data lives

// The variable that keeps the data, or the parameter that it came with.
static std::int32_t keeperOf(const Function &function, std::int32_t data) {
  const Origin origin = originOf(function, data);
  if (origin.kind == Origin::Global || origin.kind == Origin::Parameter) return origin.value;
  const std::int32_t root = ownerOf(function, origin.kind == Origin::Field ? origin.base : data).value;
  const facts::ValueT *v = function.value(root);
  return origin.kind == Origin::Field || (v && v->kind != ValueKind::Local) ? root : -1;
}

// What an `await` gave, or what a pointer in it refers to.
static bool isAwaited(const Function &function, const Root &root, std::int32_t data) {
  const facts::ValueT *v = function.value(root.value);
  if (!v || v->kind != ValueKind::Local || (root.value != data && !root.throughPointer)) return false;
  const auto &writes = function.writes(root.value);
  const facts::OpT *made = writes.empty() ? nullptr : function.definition(function.unmoved(writes.front()->source));
  return made && made->kind == OpKind::Await;
}

bool isOverWholeStore(const Program &program, const std::vector<WorkWitness> &chain, bool handler) {
  const WorkWitness &leaf = chain.back();
  std::int32_t data = leaf.data >= 0 ? leaf.data : dataOf(program.function(leaf.function), leaf.loop);
  for (std::size_t i = chain.size(); i-- > 0;) {
    const Function &function = program.function(chain[i].function);
    data = function.unmoved(data);
    Root owner = ownerOf(function, data);
    owner.throughPointer = owner.throughPointer || isPointer(function.typeOf(data));
    const facts::ValueT *v = function.value(owner.value);
    if (!v) return false;
    if (isAwaited(function, owner, data)) return true;
    if (v->kind == ValueKind::This && i > 0) {
      data = chain[i - 1].op->object;
      if (data < 0) return true;  // of the same object
      const facts::ValueT *object = program.function(chain[i - 1].function).value(data);
      if (object && object->kind == ValueKind::This) return true;
      continue;
    }
    if (v->kind != ValueKind::Param)
      return v->kind == ValueKind::This || v->kind == ValueKind::Global || v->kind == ValueKind::Capture;
    if (i == 0) return !handler && (owner.value == data || owner.throughPointer);
    const auto &arguments = chain[i - 1].op->arguments;
    if (v->index < 0 || static_cast<std::size_t>(v->index) >= arguments.size()) return false;
    data = arguments[v->index]->value;
  }
  return false;
}

bool isOverKeptData(const Program &program, const std::vector<WorkWitness> &chain, bool handler) {
  std::int32_t data = dataOf(program.function(chain.back().function), chain.back().loop);
  for (std::size_t i = chain.size(); i-- > 0;) {
    const Function &function = program.function(chain[i].function);
    const std::int32_t keeper = keeperOf(function, data);
    const facts::ValueT *v = function.value(keeper);
    if (!v || v->kind != ValueKind::Param) return v != nullptr;
    if (i == 0) return !handler;
    const auto &arguments = chain[i - 1].op->arguments;
    if (v->index < 0 || static_cast<std::size_t>(v->index) >= arguments.size()) return false;
    data = arguments[v->index]->value;
  }
  return false;
}

}  // namespace cotidy
