// A timeout is often passed on: which constant a value always is, and which parameter decides whether a call blocks.
#include "analysis/Calls.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// What a copy was made from; -1 for what is no copy. A duration in other units is one: zero stays zero.
static std::int32_t copiedFrom(const Function &function, std::int32_t id, bool &converted) {
  const facts::ValueT *v = function.value(id);
  const bool passes = v && (v->kind == ValueKind::Move || v->kind == ValueKind::Temp) && v->inputs.size() == 1;
  if (passes) return v->inputs.front();
  const facts::OpT *made = function.definition(id);
  if (!made || made->kind != OpKind::Construct || made->arguments.size() != 1) return -1;
  const facts::CalleeT *constructor = function.callee(made->callee);
  if (!constructor) return -1;
  const bool same = constructor->constructor == facts::ConstructorKind::Copy ||
                    constructor->constructor == facts::ConstructorKind::Move;
  converted |= !same;
  return same || constructor->name == "std::chrono::duration::duration" ? made->arguments.front()->value : -1;
}

// A parameter that its function gives another value: `patience = 1ms` is a call for a class, `*=` and `++` as well.
static bool isChanged(const Function &function, std::int32_t id) {
  static constexpr std::string_view changing[] = {"=", "+=", "-=", "*=", "/=", "%=", "++", "--"};
  return !function.writes(id).empty() ||
         std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
           const facts::CalleeT *callee =
               op->kind == OpKind::Call && op->object >= 0 ? function.callee(op->callee) : nullptr;
           return callee && function.strip(op->object) == id &&
                  std::find(std::begin(changing), std::end(changing), callee->operator_) != std::end(changing);
         });
}

// All constants that the value may be; false where it may be something else.
bool Calls::constants(const Function &function, std::int32_t id, std::set<std::int64_t> &into, Walk &walk) const {
  if (id < 0 || walk.budget == 0) return false;
  if (!walk.enter(function.id(), id)) return true;  // seen: a recursion passes it on as it is
  const facts::ValueT *v = function.value(id);
  if (v->constant) {
    into.insert(v->literal);
    return true;
  }
  bool converted = false;
  if (std::int32_t source = copiedFrom(function, id, converted); source >= 0) {
    std::set<std::int64_t> found;
    if (!constants(function, source, found, walk) || (converted && found != std::set<std::int64_t>{0})) return false;
    into.insert(found.begin(), found.end());
    return true;
  }
  const bool fixed = (v->kind == ValueKind::Param || v->kind == ValueKind::Capture) && !isChanged(function, id);
  std::vector<Place> sources = fixed ? flowsInto(function, id) : std::vector<Place>();
  return !sources.empty() && std::all_of(sources.begin(), sources.end(), [&](const Place &place) {
    return constants(program_.function(place.first), place.second, into, walk);
  });
}

std::optional<std::int64_t> Calls::constantOf(const Function &function, std::int32_t id) const {
  std::set<std::int64_t> all;
  Walk walk;
  if (!constants(function, id, all, walk) || all.size() != 1) return std::nullopt;
  return *all.begin();
}

std::int32_t Calls::parameterOf(const Function &function, std::int32_t id) const {
  bool converted = false;
  for (std::int32_t source = id; source >= 0; source = copiedFrom(function, id, converted)) id = source;
  const facts::ValueT *v = function.value(id);
  return v && v->kind == ValueKind::Param && !isChanged(function, id) ? v->index : -1;
}

static bool asksFor(const Condition &condition, std::size_t argument, std::size_t count) {
  if (!condition.argument || !(condition.equals || condition.has)) return false;
  const int index = *condition.argument < 0 ? *condition.argument + static_cast<int>(count) : *condition.argument;
  return index == static_cast<int>(argument);
}

static bool holdsFor(const Condition &condition, std::int64_t constant) {
  return condition.equals ? constant == *condition.equals : (constant & *condition.has) == *condition.has;
}

std::int32_t Calls::decidingParameter(const Function &function, const facts::OpT &op,
                                      const FunctionModel &model) const {
  // A future that the caller passes may be one that is ready.
  const bool asksIfReady = std::any_of(model.unless.begin(), model.unless.end(),
                                       [](const Condition &c) { return !c.argument && c.ready.value_or(false); });
  if (op.object >= 0 && asksIfReady)
    if (std::int32_t parameter = parameterOf(function, op.object); parameter >= 0) return parameter;
  for (std::size_t i = 0; i < op.arguments.size(); ++i) {
    auto asks = [&](const Condition &condition) { return asksFor(condition, i, op.arguments.size()); };
    if (std::none_of(model.when.begin(), model.when.end(), asks) &&
        std::none_of(model.unless.begin(), model.unless.end(), asks))
      continue;
    if (std::int32_t parameter = parameterOf(function, op.arguments[i]->value); parameter >= 0) return parameter;
  }
  return -1;
}

bool Calls::blocksWith(const Function &function, const facts::OpT &op, const FunctionModel &model,
                       std::int32_t parameter, std::int64_t constant) const {
  for (std::size_t i = 0; i < op.arguments.size(); ++i) {
    if (parameterOf(function, op.arguments[i]->value) != parameter) continue;
    for (const Condition &condition : model.unless)
      if (asksFor(condition, i, op.arguments.size()) && holdsFor(condition, constant)) return false;
    for (const Condition &condition : model.when)
      if (asksFor(condition, i, op.arguments.size()) && !holdsFor(condition, constant)) return false;
  }
  return true;
}

}  // namespace cotidy
