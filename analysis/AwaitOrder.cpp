// Names, arguments, objects and bodies, from the cheapest question to the dearest. In doubt, the order counts.
#include "analysis/AwaitOrder.h"

#include "analysis/Storage.h"
#include "analysis/Tasks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// Verbs whose order is their meaning: streams, sessions, transactions, locks, life cycles, time.
static constexpr std::array<std::string_view, 58> orderedVerbs{
    "read",    "write", "send",    "recv",       "receive",    "next",    "pop",       "push",   "get",    "put",
    "open",    "close", "connect", "disconnect", "login",      "logout",  "handshake", "begin",  "commit", "rollback",
    "start",   "stop",  "init",    "initialize", "initialise", "setup",   "shutdown",  "lock",   "unlock", "acquire",
    "release", "wait",  "sleep",   "delay",      "yield",      "flush",   "seek",      "accept", "listen", "run",
    "step",    "drain", "sync",    "prepare",    "execute",    "apply",   "set",       "reset",  "clear",  "join",
    "enter",   "leave", "switch",  "schedule",   "resume",     "suspend", "publish",   "migrate"};

// Verbs whose meaning is what becomes of one thing.
static constexpr std::array<std::string_view, 26> itemVerbs{
    "remove",     "delete", "unlink", "recover", "restore", "fetch",    "download",  "prefetch", "load",
    "ping",       "probe",  "query",  "lookup",  "resolve", "verify",   "validate",  "check",    "refresh",
    "invalidate", "evict",  "cancel", "close",   "stop",    "shutdown", "terminate", "stat"};

static std::vector<std::string> wordsOf(std::string_view name) {
  std::vector<std::string> words(1);
  for (char c : name) {
    const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (c == '_' || (upper && !words.back().empty())) words.emplace_back();
    if (c != '_') words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return words;
}

// Verbs that may as well ask for what they are given: `open(path)` and `read(shelf)`, where `read(buffer)` goes on in a
// stream.
static constexpr std::array<std::string_view, 5> askingVerbs{"read", "get", "open", "connect", "receive"};

// "async_read_some" and "readHeader" are about reading.
static bool keepsOrder(std::string_view name) {
  const std::vector<std::string> words = wordsOf(name);
  return std::any_of(words.begin(), words.end(), [&](const std::string &word) {
    // "get" alone takes from something; "getUser" asks for something.
    if (word == "get" || word == "set") return words.size() == 1;
    return std::find(orderedVerbs.begin(), orderedVerbs.end(), word) != orderedVerbs.end();
  });
}

static std::string verbOf(std::string_view name) {
  std::vector<std::string> words = wordsOf(name);
  while (words.size() > 1 &&
         (words.front() == "async" || words.front() == "do" || words.front() == "try" || words.front().empty()))
    words.erase(words.begin());
  return words.front();
}

bool isAboutOneThing(std::string_view name) {
  return std::find(itemVerbs.begin(), itemVerbs.end(), verbOf(name)) != itemVerbs.end();
}

static bool asksFor(std::string_view name) {
  return std::find(askingVerbs.begin(), askingVerbs.end(), verbOf(name)) != askingVerbs.end();
}

// A plain function hands on what another one made: a task that may suspend, but for one that is made ready.
static bool suspends(const Function &function) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    if (op->kind != OpKind::Return || function.coroutine()) return op->kind == OpKind::Await;
    const facts::OpT *made = function.definition(function.unmoved(op->source));
    const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
    return callee && !lastComponent(callee->name).starts_with("make");
  });
}

// `auto task = fetch(key); co_await std::move(task);`: nothing of a lazy task runs before its await.
static const facts::OpT *makerOf(const Calls &calls, const Function &function, std::int32_t source, std::int32_t loop) {
  const facts::ValueT *v = function.value(source);
  if (!v || v->kind != ValueKind::Local) return nullptr;
  const auto &writes = function.writes(source);
  if (writes.size() != 1 || writes.front()->loop != loop ||
      taskKind(calls.models(), function.typeOf(source).value()).start != Start::Lazy)
    return nullptr;
  return function.definition(function.unmoved(writes.front()->source));
}

std::optional<AwaitedCall> awaitedCall(const Calls &calls, const Function &function, const facts::OpT &await) {
  if (await.kind != OpKind::Await || await.in_catch) return std::nullopt;
  const std::int32_t source = function.unmoved(await.source);
  const facts::OpT *kept = makerOf(calls, function, source, await.loop);
  const facts::OpT *call = kept ? kept : function.definition(source);
  const facts::CalleeT *callee = call && call->kind == OpKind::Call ? function.callee(call->callee) : nullptr;
  const CallSite *site = callee ? calls.at(function.id(), call) : nullptr;
  if (!site || callee->system || !callee->operator_.empty() || !site->models.empty() ||
      (!kept && call->full_expression != await.full_expression))
    return std::nullopt;
  const TaskKind kind = taskKind(calls.models(), function.typeOf(source).value());
  if ((kind.is != TaskKind::Task && kind.is != TaskKind::Future) || kind.guard) return std::nullopt;
  for (FunctionId body : site->targets)
    if (!suspends(calls.program().function(body))) return std::nullopt;
  const Type result = function.typeOf(await.result);
  return AwaitedCall{&await,
                     call,
                     callee,
                     site->targets,
                     result && !result.is(facts::TypeKind::Void),
                     keepsOrder(lastComponent(callee->name)),
                     asksFor(lastComponent(callee->name))};
}

std::optional<AwaitedCall> handedOnCall(const Calls &calls, const Function &function, const facts::OpT &call) {
  const facts::CalleeT *callee = call.kind == OpKind::Call ? function.callee(call.callee) : nullptr;
  const CallSite *site = callee && callee->operator_.empty() ? calls.at(function.id(), &call) : nullptr;
  if (!site) return std::nullopt;
  const TaskKind kind = taskKind(calls.models(), function.typeOf(call.result).value());
  if ((kind.is != TaskKind::Task && kind.is != TaskKind::Future) || kind.guard) return std::nullopt;
  const std::string_view name = lastComponent(callee->name);
  return AwaitedCall{nullptr, &call, callee, site->targets, false, keepsOrder(name), asksFor(name)};
}

std::int32_t rootOf(const Function &function, std::int32_t value) {
  for (int steps = 0; steps < 12; ++steps) {
    value = function.strip(value);
    const facts::ValueT *v = function.value(value);
    if (!v) return -1;
    if (v->kind == ValueKind::Local || v->kind == ValueKind::Param || v->kind == ValueKind::Capture ||
        v->kind == ValueKind::Global || v->kind == ValueKind::This)
      return value;
    const facts::ValueT *base = v->inputs.empty() ? nullptr : function.value(v->inputs.front());
    if (v->kind == ValueKind::Member && base && base->kind == ValueKind::This) return value;
    if (base) {
      value = v->inputs.front();
      continue;
    }
    const facts::OpT *made = function.definition(value);
    if (!made || made->kind == OpKind::Await) return -1;
    value = made->object >= 0 ? made->object : made->arguments.empty() ? -1 : made->arguments.front()->value;
  }
  return -1;
}

static void collectRoots(const Function &function, std::int32_t value, std::set<std::int32_t> &seen,
                         std::vector<std::int32_t> &roots) {
  if (value < 0 || seen.size() > 100 || !seen.insert(value).second) return;
  if (std::int32_t root = rootOf(function, value); root >= 0) roots.push_back(root);
  for (std::int32_t input : function.value(value)->inputs) collectRoots(function, input, seen, roots);
  const facts::OpT *made = function.definition(value);
  if (!made) return;
  for (std::int32_t operand : operandsOf(*made)) collectRoots(function, operand, seen, roots);
}

std::vector<std::int32_t> rootsGiven(const Function &function, const facts::OpT &call) {
  std::vector<std::int32_t> roots;
  std::set<std::int32_t> seen;
  for (const auto &argument : call.arguments) collectRoots(function, argument->value, seen, roots);
  return roots;
}

static bool samePlace(const Function &function, std::int32_t a, std::int32_t b) {
  return a >= 0 && b >= 0 && (a == b || function.placeKey(a) == function.placeKey(b));
}

bool mayWrite(const Function &function, const AwaitedCall &one, std::int32_t root) {
  for (std::size_t i = 0; i < one.call->arguments.size() && i < one.callee->parameters.size(); ++i) {
    const Type type = function.typeOfCallee(one.callee->parameters[i]->type);
    const bool refers = type.isReference() || type.is(facts::TypeKind::Pointer);
    if (!refers || !type.target() || type.target().facts()->const_) continue;
    std::vector<std::int32_t> roots;
    std::set<std::int32_t> seen;
    collectRoots(function, one.call->arguments[i]->value, seen, roots);
    if (std::any_of(roots.begin(), roots.end(), [&](std::int32_t r) { return samePlace(function, r, root); }))
      return true;
  }
  return false;
}

// A connection, a file, a session that the coroutine owns has a state that calls go through in order. What it only refers
// to, a service, answers whoever asks.
static bool isService(const Function &function, std::int32_t object) {
  const facts::ValueT *v = function.value(rootOf(function, object));
  if (!v) return false;
  if (v->kind == ValueKind::This) return false;
  const Type type = function.type(v->type);
  return type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer) || type.name() == "std::shared_ptr";
}

// `store_.reserve(key)` of a service that the object only refers to: it answers whoever asks, unless the name speaks of an
// order.
static bool asksService(const Calls &calls, const Function &function, const facts::OpT &op,
                        const facts::CalleeT *callee) {
  if (!callee || !isService(function, op.object) || keepsOrder(lastComponent(callee->name))) return false;
  const TaskKind kind = taskKind(calls.models(), function.typeOf(op.result).value());
  return (kind.is == TaskKind::Task || kind.is == TaskKind::Future) && !kind.guard;
}

namespace {
struct Touched {
  std::set<std::string> written, used;
};
}  // namespace

static Touched touchedBy(const Calls &calls, const std::vector<FunctionId> &bodies, bool members, bool services) {
  Touched all;
  for (FunctionId id : bodies) {
    const Function &function = calls.program().function(id);
    auto shared = [&](std::int32_t value) -> std::string {
      const std::int32_t root = rootOf(function, value);
      const facts::ValueT *v = function.value(root);
      return v && ((members && v->kind == ValueKind::Member) || v->kind == ValueKind::Global) ? function.placeKey(root)
                                                                                              : std::string();
    };
    for (const facts::OpT *op : function.ops()) {
      for (std::int32_t operand : operandsOf(*op)) all.used.insert(shared(operand));
      if (op->kind == OpKind::Assign) all.written.insert(shared(op->destination));
      const facts::CalleeT *callee = function.callee(op->callee);
      if (op->kind == OpKind::Call && op->object >= 0 && !(callee && callee->const_) &&
          !(services && asksService(calls, function, *op, callee)))
        all.written.insert(shared(op->object));
    }
  }
  all.written.erase("");
  all.used.erase("");
  return all;
}

bool bodiesConflict(const Calls &calls, const std::vector<FunctionId> &first, const std::vector<FunctionId> &second,
                    bool sameObject, bool services) {
  const Touched a = touchedBy(calls, first, sameObject, services);
  const Touched b = touchedBy(calls, second, sameObject, services);
  auto meet = [](const std::set<std::string> &x, const Touched &y) {
    return std::any_of(x.begin(), x.end(),
                       [&](const std::string &place) { return y.used.count(place) || y.written.count(place); });
  };
  return meet(a.written, b) || meet(b.written, a);
}

// `co_await loadUsers()`: the name says that it asks for something, and it gets it.
static bool asks(const AwaitedCall &one) {
  return one.givesValue && (one.asks || isAboutOneThing(lastComponent(one.callee->name)));
}

// `co_await log(x); co_await greet();`, and greet() logs as well: lines have an order.
static bool alsoCalls(const Calls &calls, const std::vector<FunctionId> &bodies, const AwaitedCall &other,
                      unsigned depth = 0) {
  constexpr unsigned deepest = 2;
  if (other.givesValue || depth > deepest) return false;
  return std::any_of(bodies.begin(), bodies.end(), [&](FunctionId body) {
    const Function &function = calls.program().function(body);
    const auto &sites = calls.of(body);
    return std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
      const facts::CalleeT *callee = function.callee(site.op->callee);
      return (callee && callee->key == other.callee->key) || alsoCalls(calls, site.targets, other, depth + 1);
    });
  });
}

bool mayOverlap(const Calls &calls, const Function &function, const AwaitedCall &first, const AwaitedCall &second) {
  const std::vector<std::int32_t> a = rootsGiven(function, *first.call), b = rootsGiven(function, *second.call);
  bool shares = false;
  for (std::int32_t root : a)
    for (std::int32_t other : b)
      if (samePlace(function, root, other)) {
        shares = true;
        if (mayWrite(function, first, root) || mayWrite(function, second, other)) return false;
      }
  const std::int32_t left = first.call->object, right = second.call->object;
  const bool twoObjects =
      left >= 0 && right >= 0 && !samePlace(function, rootOf(function, left), rootOf(function, right));
  if (first.callee == second.callee && !twoObjects && (shares || b.empty() || !first.givesValue))
    return false;  // the same thing again: it has changed meanwhile
  const bool forEffect = !first.givesValue || !second.givesValue;
  if (forEffect && (shares || first.call->arguments.empty() || second.call->arguments.empty()))
    return false;  // on the same thing, for all we know
  if (left >= 0 && right >= 0 && !twoObjects) {
    const facts::ValueT *object = function.value(rootOf(function, left));
    const bool own = object && object->kind == ValueKind::This;
    const bool known = (!first.bodies.empty() && !second.bodies.empty()) || (asks(first) && asks(second));
    if (own ? !known : !isService(function, left)) return false;
  }
  if (alsoCalls(calls, second.bodies, first) || alsoCalls(calls, first.bodies, second)) return false;
  return !bodiesConflict(calls, first.bodies, second.bodies);
}

}  // namespace cotidy
