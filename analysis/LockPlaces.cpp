// Walks from a value to the variable or object that it denotes.
#include "analysis/LockPlaces.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static constexpr unsigned deepest = 24;

LockPlaces::LockPlaces(const Program &program) : program_(program) {
  for (const auto &function : program.functions())
    for (const facts::OpT *op : function->ops())
      for (const auto &capture : op->captures)
        captured_[op->function + "\n" + capture->name] = {function->id(), capture->value};
}

std::string LockPlaces::root(const Function &function, std::int32_t value) const {
  const facts::ValueT *v = function.value(value);
  if (!v) return {};
  return v->kind == ValueKind::Param ? "param " + std::to_string(v->index) : "value " + std::to_string(value);
}

std::string LockPlaces::path(const Function &function, std::int32_t value) const { return path(function, value, 0); }

static std::string field(std::string base, const std::string &name) { return base.empty() ? base : base + "\n" + name; }

// A reference, or a pointer that is set once: what it stands for.
static std::int32_t aliased(const Function &function, std::int32_t local) {
  Type type = function.typeOf(local);
  const auto &writes = function.writes(local);
  if (writes.size() != 1 || writes.front()->kind != OpKind::Init) return -1;
  const bool refers =
      writes.front()->by_reference || type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer);
  return refers ? writes.front()->source : -1;
}

// `*p`, `p->`, `p.get()`: what the smart pointer points to has the pointer's name.
std::string LockPlaces::pathOfCall(const Function &function, const facts::OpT &call, std::int32_t value,
                                   unsigned depth) const {
  const facts::CalleeT *callee = function.callee(call.callee);
  if (!callee || call.kind != OpKind::Call) return root(function, value);
  std::string_view method = lastComponent(callee->name);
  const bool through = callee->operator_ == "->" || callee->operator_ == "*" ||
                       ((method == "get" || method == "value") && call.arguments.empty());
  if (call.object >= 0 && through) return path(function, call.object, depth + 1);
  // A function that returns a reference always returns the same thing, as far as can be seen.
  if (!function.typeOfCallee(callee->result).is(facts::TypeKind::LRef) || !call.arguments.empty())
    return root(function, value);
  std::string base = call.object >= 0 ? path(function, call.object, depth + 1) : "global";
  return field(base, callee->key + "()");
}

std::string LockPlaces::path(const Function &function, std::int32_t value, unsigned depth) const {
  const facts::ValueT *v = function.value(value);
  if (!v || depth > deepest) return {};
  if (v->into >= 0) return path(function, v->into, depth + 1);
  auto inner = [&] { return v->inputs.empty() ? std::string() : path(function, v->inputs.front(), depth + 1); };
  switch (v->kind) {
  case ValueKind::This: return "this";
  case ValueKind::Global: return "global " + v->usr;
  case ValueKind::Capture: return "capture " + v->name;
  case ValueKind::Member: {  // a reference member, in the constructor that binds it
    std::int32_t other = aliased(function, value);
    return other >= 0 && other != value ? path(function, other, depth + 1) : field(inner(), v->usr);
  }
  case ValueKind::Elem: return field(inner(), "[]");
  case ValueKind::Binding: return field(inner(), v->name);
  case ValueKind::Addr:
  case ValueKind::Deref:
  case ValueKind::Move: return inner();
  case ValueKind::Local: {
    if (v->static_ && !v->usr.empty()) return "global " + v->usr;
    std::int32_t other = aliased(function, value);
    return other >= 0 && other != value ? path(function, other, depth + 1) : root(function, value);
  }
  case ValueKind::Temp:
    if (const facts::OpT *op = function.definition(value)) {
      if (v->materialized == facts::Materialized::Extended && v->extended_by >= 0)
        return root(function, v->extended_by);
      return pathOfCall(function, *op, value, depth);
    }
    return v->inputs.size() == 1 ? inner() : root(function, value);
  default: return root(function, value);
  }
}

static std::pair<std::string, std::string> split(const std::string &path) {
  std::size_t at = path.find('\n');
  return at == std::string::npos ? std::pair(path, std::string()) : std::pair(path.substr(0, at), path.substr(at));
}

static std::int32_t numberIn(const std::string &begin, std::string_view word) {
  return begin.starts_with(word) ? std::stoi(begin.substr(word.size())) : -1;
}

std::string LockPlaces::rebased(const std::string &path, const Function &caller, const facts::OpT &call) const {
  auto [begin, rest] = split(path);
  if (begin.starts_with("global") || begin.starts_with("identity ")) return path;
  std::string base;
  if (begin == "this") {
    const bool ends = call.kind == OpKind::Destroy || call.kind == OpKind::End;
    const std::int32_t made = call.kind == OpKind::Construct ? call.result : call.object;
    base = this->path(caller, ends ? call.source : made);
  } else if (std::int32_t index = numberIn(begin, "param ");
             index >= 0 && index < static_cast<std::int32_t>(call.arguments.size())) {
    base = this->path(caller, call.arguments[static_cast<std::size_t>(index)]->value);
  }
  return base.empty() ? base : base + rest;
}

std::string LockPlaces::identity(const Function &function, const std::string &path) const {
  constexpr std::string_view known = "identity ";
  if (path.starts_with(known)) return path.substr(known.size());
  auto [begin, rest] = split(path);
  // A field is its class's: two objects of one class are taken for one.
  if (std::size_t at = rest.rfind('\n'); at != std::string::npos)
    return rest.substr(at + 1) == "[]" ? identity(function, begin + rest.substr(0, at)) : rest.substr(at + 1);
  if (begin.starts_with("global ")) return begin.substr(7);
  if (begin.starts_with("capture ")) {
    auto outer = captured_.find(function.head().closure + "\n" + begin.substr(8));
    if (outer == captured_.end()) return {};
    const Function &around = program_.function(outer->second.first);
    return around.id() == function.id() ? std::string() : identity(around, this->path(around, outer->second.second));
  }
  std::int32_t local = rootValue(begin);
  const facts::ValueT *v = function.value(local);
  return v && v->kind == ValueKind::Local ? begin + " of " + function.head().key : std::string();
}

// "c:@S@Cache@FI@mutex_|cache.h" -> "mutex_"
static std::string shortName(std::string usr) {
  usr = usr.substr(0, usr.find('|'));
  if (usr.ends_with("()")) return {};
  std::size_t at = usr.rfind('@');
  return at == std::string::npos ? usr : usr.substr(at + 1);
}

std::string LockPlaces::name(const Function &function, const std::string &path) const {
  auto [begin, rest] = split(path);
  while (rest.ends_with("\n[]")) rest.resize(rest.size() - 3);
  if (!rest.empty()) return shortName(rest.substr(rest.rfind('\n') + 1));
  if (begin.starts_with("global ") || begin.starts_with("identity "))
    return shortName(begin.substr(begin.find(' ') + 1));
  if (begin.starts_with("capture ")) return begin.substr(8);
  const auto &parameters = function.body().parameters;
  std::int32_t index = numberIn(begin, "param ");
  std::int32_t value = index >= 0 && index < static_cast<std::int32_t>(parameters.size())
                           ? parameters[static_cast<std::size_t>(index)]
                           : rootValue(begin);
  const facts::ValueT *v = function.value(value);
  return v ? v->name : std::string();
}

bool LockPlaces::within(const std::string &path, const std::string &base) {
  return !base.empty() && path.starts_with(base) && (path.size() == base.size() || path[base.size()] == '\n');
}

bool LockPlaces::visible(const std::string &path) {
  return path == "this" || path.starts_with("this\n") || path.starts_with("param ") || path.starts_with("global") ||
         path.starts_with("identity ");
}

std::int32_t LockPlaces::rootValue(const std::string &path) { return numberIn(path, "value "); }

}  // namespace cotidy
