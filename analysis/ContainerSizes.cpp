// Walks from iterators, sizes and views back to the container.
#include "analysis/ContainerSizes.h"

#include "analysis/Containers.h"
#include "analysis/Origins.h"

#include <algorithm>
#include <charconv>

namespace cotidy {

using facts::Bound;
using facts::LoopKind;
using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

// From another name, an iterator, a view, a pointer or a size to the container itself.
std::int32_t containerBehind(const Function &function, std::int32_t value) {
  std::int32_t from = -1;  // the variable that the walk has just left
  for (int steps = 0; steps < 10; ++steps) {
    value = function.unmoved(value);
    const facts::ValueT *v = function.value(value);
    if (!v) return -1;
    if (v->into >= 0 && v->into != from) {
      value = v->into;
      continue;
    }
    if (v->kind == ValueKind::Member || v->kind == ValueKind::Global || v->kind == ValueKind::Param ||
        v->kind == ValueKind::Capture)
      return value;
    if (v->kind == ValueKind::Local) {
      const bool stands = function.typeOf(value).is(TypeKind::LRef) || v->name.starts_with("__") ||
                          !containerOf(function.typeOf(value));
      const auto &writes = function.writes(value);
      if (!stands || writes.size() != 1 || writes.front()->source < 0 || writes.front()->source == value) return value;
      from = value;
      value = writes.front()->source;
      continue;
    }
    const facts::OpT *made = function.definition(value);
    if (made && made->object >= 0)
      value = made->object;
    else if (made && made->arguments.size() == 1)
      value = made->arguments.front()->value;
    else if (!v->inputs.empty())
      value = v->inputs.front();
    else
      return value;
  }
  return value;
}

// `for (auto &letter : box.takeAll())`: what the method gives is the data, and not the box.
static bool isFreshContainer(const Function &function, std::int32_t range, std::int32_t behind) {
  const facts::OpT *made = function.definition(range);
  const facts::CalleeT *callee = made && made->kind == facts::OpKind::Call ? function.callee(made->callee) : nullptr;
  return callee && !callee->system && function.typeOfCallee(callee->result).is(facts::TypeKind::Record) &&
         containerOf(function.typeOf(range)) && (behind < 0 || !containerOf(function.typeOf(behind)));
}

std::int32_t dataOf(const Function &function, std::int32_t id) {
  const facts::LoopT &loop = *function.body().loops[id];
  if (loop.kind == LoopKind::RangeFor) {
    const std::int32_t data = containerBehind(function, loop.range);
    return isFreshContainer(function, loop.range, data) ? loop.range : data;
  }
  std::int32_t compared = loop.condition;
  if (const facts::ValueT *v = function.value(compared); v && v->kind == ValueKind::Not && !v->inputs.empty())
    compared = v->inputs.front();
  const facts::ValueT *condition = function.value(compared);
  if (!condition) return -1;
  // `i < rows.size() && found.size() < most`: the first half says over what, the second how far.
  if (condition->op == "&&" && condition->inputs.size() == 2)
    condition = function.value(compared = condition->inputs.front());
  std::vector<std::int32_t> sides = condition->inputs;
  if (const facts::OpT *call = function.definition(compared)) {
    sides.clear();
    if (call->object >= 0) sides.push_back(call->object);
    for (const auto &argument : call->arguments) sides.push_back(argument->value);
  }
  for (auto side = sides.rbegin(); side != sides.rend(); ++side)
    if (const std::int32_t data = containerBehind(function, *side); data >= 0 && containerOf(function.typeOf(data)))
      return data;
  return sides.size() == 2 ? function.unmoved(sides.back()) : -1;
}

// "std::array<char, 512>" -> 512
static std::optional<std::int64_t> extentOf(Type type) {
  type = type.value();
  const std::string_view key = type.key();
  const bool array = type.is(TypeKind::Array), fixed = lastComponent(type.name()) == "array";
  const std::size_t from = array ? key.rfind('[') : fixed ? key.rfind(',') : std::string_view::npos;
  if (from == std::string_view::npos) return std::nullopt;
  const std::size_t digit = key.find_first_of("0123456789", from);
  std::int64_t extent = 0;
  if (digit == std::string_view::npos ||
      std::from_chars(key.data() + digit, key.data() + key.size(), extent).ec != std::errc())
    return std::nullopt;
  return extent;
}

static bool grows(std::string_view method) {
  return changeBy(method) == Change::Grows || changeBy(method) == Change::Replaces;
}

// std::vector<double> samples(1'000'000);
static std::optional<std::int64_t> madeWith(const Function &function, std::int32_t container) {
  const facts::ValueT *v = function.value(container);
  if (!v || v->kind != ValueKind::Local || function.writes(container).size() != 1) return std::nullopt;
  const facts::OpT *made = function.definition(function.unmoved(function.writes(container).front()->source));
  if (!made || made->kind != OpKind::Construct || made->arguments.empty()) return std::nullopt;
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = function.callee(op->callee);
    if (callee && op->object >= 0 && function.unmoved(op->object) == container && grows(lastComponent(callee->name)))
      return std::nullopt;
  }
  const facts::OpT *list = function.definition(made->arguments.front()->value);
  if (function.typeOf(made->arguments.front()->value).object().name() == "std::initializer_list")
    return list && !list->arguments.empty() ? static_cast<std::int64_t>(list->arguments.size()) : 8;
  const facts::ValueT *size = function.value(made->arguments.front()->value);
  return size && size->constant && !made->aggregate &&
                 function.typeOf(made->arguments.front()->value).is(TypeKind::Scalar)
             ? std::optional(size->literal)
             : std::nullopt;
}

std::optional<std::int64_t> extentOf(const Function &function, std::int32_t value) {
  const Type type = function.typeOf(value);
  if (auto extent = extentOf(type)) return extent;
  if (type.object().name() == "std::initializer_list") return 8;
  return madeWith(function, value);
}

std::optional<std::int64_t> roundsOf(const Calls &calls, const Function &function, std::int32_t id) {
  const facts::LoopT &loop = *function.body().loops[id];
  if (loop.bound == Bound::Constant) return loop.trips;
  const std::int32_t data = dataOf(function, id);
  if (data < 0) return std::nullopt;
  if (auto extent = extentOf(function, data)) return extent;
  return function.typeOf(data).value().is(TypeKind::Scalar) ? calls.constantOf(function, data) : std::nullopt;
}

// ------------------------------------------------------------------ what it holds, and where it lives

// Of a container that is an element of another one the unit may know no destructor: nothing needed the whole class.
static bool endsSilently(Type type) {
  return type.facts()->destructor == facts::Destructor::Trivial && type.facts()->lifetime != facts::Lifetime::Owner;
}

// Strings are one allocation, or none. What a record holds in a list is mostly little; a map in it is a table of its own.
static bool holdsData(Type type, unsigned depth = 0) {
  type = type.value();
  constexpr unsigned deepest = 2;
  if (!type || depth > deepest || type.name() == "std::basic_string" || endsSilently(type)) return false;
  if (const auto container = containerOf(type)) return depth == 0 || container->kind != Container::Contiguous;
  const auto &fields = type.facts()->fields;
  return !type.facts()->system && std::any_of(fields.begin(), fields.end(), [&](const auto &field) {
    return holdsData(Type(type.unit(), field->type), depth + 1);
  });
}

// What the destructor of a library's container does is only known where the program makes it do so.
static bool isWorthSomething(Type type, unsigned depth) {
  type = type.value();
  if (!type || depth > 3 || endsSilently(type)) return false;
  if (type.name() == "std::basic_string") return true;
  const auto container = containerOf(type);
  if (!container) {
    const auto &fields = type.facts()->fields;
    return type.facts()->destructor != facts::Destructor::Trivial &&
           std::any_of(fields.begin(), fields.end(),
                       [&](const auto &f) { return isWorthSomething(Type(type.unit(), f->type), depth + 1); });
  }
  if (container->kind != Container::Contiguous) return true;  // a node for each element
  const std::vector<Type> arguments = type.arguments();
  return std::any_of(arguments.begin(), arguments.end(), [&](Type t) { return isWorthSomething(t, depth + 1); });
}

bool holdsDataWithinData(Type type) {
  type = type.value();
  if (!containerOf(type) || type.name() == "std::basic_string") return false;
  for (Type element : type.arguments())
    if (holdsData(element) && isWorthSomething(element, 0) && !element.is(TypeKind::Pointer)) return true;
  return false;
}

unsigned ownersInElement(Type type) {
  const auto container = containerOf(type);
  const std::vector<Type> arguments = container ? type.value().arguments() : std::vector<Type>();
  const auto owners = std::count_if(arguments.begin(), arguments.end(), [](Type t) { return isWorthSomething(t, 0); });
  const bool inNodes = container && container->kind != Container::Contiguous;
  return owners == 0 ? 0 : static_cast<unsigned>(owners) + inNodes;
}

bool ownsDataWithinData(Type type) {
  type = type.value();
  if (type.name() == "std::unique_ptr" || type.name() == "std::optional") type = type.argument(0).value();
  if (!type || !type.is(TypeKind::Record) || endsSilently(type)) return false;
  if (containerOf(type)) return holdsDataWithinData(type);
  const auto &fields = type.facts()->fields;
  return !type.facts()->system && std::any_of(fields.begin(), fields.end(), [&](const auto &field) {
    return holdsDataWithinData(Type(type.unit(), field->type));
  });
}

bool isLongLived(const Function &function, std::int32_t value) {
  const Origin origin = originOf(function, value);
  return origin.stored() && !origin.element;
}

static bool isCalledConfiguration(std::string_view name) {
  std::string lower(lastComponent(name));
  for (char &c : lower) c = static_cast<char>(c | 0x20);
  const std::size_t option = lower.find("option");
  return (option != std::string::npos && lower.find("optional") != option) ||
         lower.find("config") != std::string::npos || lower.find("setting") != std::string::npos;
}

bool isConfiguration(const Function &function, std::int32_t value) {
  constexpr int deepest = 6;
  for (int steps = 0; steps < deepest; ++steps) {
    const facts::ValueT *v = function.value(value);
    if (!v) return false;
    if (isCalledConfiguration(v->name) || isCalledConfiguration(function.typeOf(value).object().name())) return true;
    const bool part = v->kind == ValueKind::Member || v->kind == ValueKind::Deref || v->kind == ValueKind::Addr;
    if (!part || v->inputs.empty()) return false;
    value = function.strip(v->inputs.front());
  }
  return false;
}

// ------------------------------------------------------------------ the data of a call

static bool isText(Type type) {
  const std::string_view name = lastComponent(type.object().name());
  return name == "basic_string" || name == "basic_string_view" || name == "span" || name == "flat_buffer" ||
         name == "istream";
}

// Filled outside of loops only: a few elements.
static bool isFilledInPassing(const Function &function, std::int32_t container) {
  const facts::ValueT *v = function.value(container);
  if (!v || v->kind != ValueKind::Local || function.typeOf(container).is(TypeKind::LRef)) return false;
  for (const facts::OpT *write : function.writes(container)) {
    const facts::OpT *made = function.definition(function.unmoved(write->source));
    if (made && made->kind != OpKind::Construct) return false;  // a call or an await made it
    if (made && std::any_of(made->arguments.begin(), made->arguments.end(), [&](const auto &a) {
          const facts::ValueT *given = function.value(a->value);
          return given && !given->constant && given->text.empty();
        }))
      return false;
  }
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = function.callee(op->callee);
    const bool asObject = op->object >= 0 && function.unmoved(op->object) == container;
    if (asObject && callee && op->loop >= 0 && grows(lastComponent(callee->name))) return false;
    if (asObject && callee && grows(lastComponent(callee->name)) && op->arguments.size() > 1)
      return false;  // a range of others
    for (const auto &argument : op->arguments) {
      const std::int32_t given = function.unmoved(argument->value);
      const bool itself =
          given == container ||
          (function.value(given) && function.value(given)->kind == ValueKind::Addr &&
           !function.value(given)->inputs.empty() && function.value(given)->inputs.front() == container);
      if (itself && callee && !callee->system) return false;  // another function may fill it
    }
  }
  return true;
}

bool isWorthAWord(const Calls &calls, const Function &function, const facts::OpT &call, std::int64_t small) {
  bool data = false;
  std::vector<std::int32_t> given;
  for (const auto &argument : call.arguments) given.push_back(argument->value);
  if (call.object >= 0) given.push_back(call.object);
  for (std::int32_t value : given) {
    const Type type = function.typeOf(value).value();
    if (type.is(TypeKind::Scalar))
      if (auto length = calls.constantOf(function, value);
          length && *length > 1 && *length <= small && call.arguments.size() > 1)
        return false;
    const facts::ValueT *v = function.value(function.unmoved(value));
    if (!v || !v->text.empty() || v->constant || type.is(TypeKind::Scalar) || type.is(TypeKind::Enum) ||
        type.isClosure())
      continue;
    const std::int32_t behind = containerBehind(function, value);
    if (behind < 0) continue;
    if (auto extent = extentOf(function, behind); extent && *extent <= small) continue;
    if (containerOf(function.typeOf(behind)) || isText(function.typeOf(behind)))
      data |= !isFilledInPassing(function, behind);
    else if (type.is(TypeKind::Record) && !type.facts()->system)
      data = true;  // a message of the program's own
    else if (function.typeOf(behind).value().is(TypeKind::Pointer) && function.value(behind)->kind == ValueKind::Param)
      data = true;
  }
  return data;
}

}  // namespace cotidy
