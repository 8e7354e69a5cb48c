// Detached work is no mistake by itself. It is one where an error is thrown on purpose and nobody can hear it, where a loop
// that was to run for ever ends with the first failure, and where a thread uses what dies before it.
#include "analysis/Detached.h"

#include "analysis/Cancellation.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
class Search {
public:
  Search(const Calls &calls, const Contexts &contexts)
      : calls_(calls), contexts_(contexts), program_(calls.program()), errors_(calls) {
    for (const Deferred &one : calls.deferred()) started_[one.op].push_back(&one);
  }
  std::vector<Detached> run() const;

private:
  void look(const Function &function, const CallSite &site, std::vector<Detached> &out) const;
  const facts::OpT *threadBehind(const Function &function, const facts::OpT &detach) const;
  std::optional<Detached> task(const Function &function, const CallSite &site, const Deferred &started) const;
  std::optional<Detached> thread(const Function &function, const CallSite &site, const facts::OpT &made,
                                 const Deferred &started) const;
  const facts::OpT *failingLoop(const Function &body, bool ofTheProgram) const;
  struct Place {
    FunctionId function = 0;
    const facts::OpT *op = nullptr;
  };
  const Place &unheard(FunctionId id) const;
  bool mayFail(const Function &body, const facts::OpT &await, const facts::OpT &made) const;
  bool startedOnce(const Function &function, const facts::OpT &start) const;
  bool ownsConnection(const Function &function, const facts::OpT &start, const Function &body) const;
  bool ends(Type type) const;
  bool usesObject(const Function &function, const facts::OpT &made) const;

  const Calls &calls_;
  const Contexts &contexts_;
  const Program &program_;
  const Errors errors_;
  std::map<const facts::OpT *, std::vector<const Deferred *>> started_;
  mutable std::map<FunctionId, Place> unheard_;  // filled when first asked for
};
}  // namespace

static bool says(const CallSite *site, bool FunctionModel::*what) {
  return site &&
         std::any_of(site->models.begin(), site->models.end(), [&](const FunctionModel *m) { return m->*what; });
}

// Started when the program starts: not once for each connection, request or item.
bool Search::startedOnce(const Function &function, const facts::OpT &start) const {
  if (start.loop >= 0 || function.coroutine()) return false;
  const auto &contexts = contexts_.of(function.id());
  return std::none_of(contexts.begin(), contexts.end(),
                      [](const Context &c) { return c.as != Invocation::ThreadEntry; });
}

// A value that ends with its task, and its task with it: a connection, a session that keeps itself alive.
bool Search::ends(Type type) const {
  static constexpr std::array<std::string_view, 3> owners{"std::shared_ptr", "std::unique_ptr", "boost::shared_ptr"};
  const TypeModel *model = type ? typeModel(calls_.models(), type) : nullptr;
  return (model && model->role == TypeRole::IoObject) ||
         std::find(owners.begin(), owners.end(), type.name()) != owners.end();
}

bool Search::ownsConnection(const Function &function, const facts::OpT &start, const Function &body) const {
  for (std::int32_t parameter : body.body().parameters)
    if (ends(body.typeOf(parameter))) return true;
  if (Type owner(body.unit(), body.head().class_); owner && owner.isOrDerivesFrom("std::enable_shared_from_this"))
    return true;
  for (const auto &argument : start.arguments) {
    const facts::OpT *closure = function.definition(function.unmoved(argument->value));
    if (!closure || closure->kind != OpKind::Closure) continue;
    for (const auto &captured : closure->captures)
      if (captured->how != facts::Capture::Reference && ends(function.type(captured->type))) return true;
  }
  return false;
}

// Awaiting a function of the program: one that is only declared may fail, one that is known to catch its errors does not.
bool Search::mayFail(const Function &body, const facts::OpT &await, const facts::OpT &made) const {
  const facts::CalleeT *callee = body.callee(made.callee);
  if (givesErrorBack(body.typeOf(await.result).value())) return false;
  const TaskKind kind = taskKind(calls_.models(), body.typeOf(await.source).value());
  if (!callee || callee->system || callee->nothrow || kind.is != TaskKind::Task) return false;
  const CallSite *site = calls_.at(body.id(), &made);
  if (!site || !site->models.empty() || !site->certain) return false;
  if (site->targets.empty()) return true;
  const Function &called = program_.function(site->targets.front());
  return std::any_of(called.ops().begin(), called.ops().end(), [&](const facts::OpT *op) {
    return op->kind == OpKind::Await && op->try_ < 0 && cancellableBy(calls_, called, *op);
  });
}

// What may well succeed the next time, and whose failure throws the coroutine out of its loop.
const facts::OpT *Search::failingLoop(const Function &body, bool ofTheProgram) const {
  for (const facts::OpT *op : body.ops()) {
    if (op->kind != OpKind::Await || op->try_ >= 0 || op->loop < 0) continue;
    const facts::Bound bound = body.body().loops[op->loop]->bound;
    const facts::OpT *made = body.definition(body.strip(op->source));
    if (!made) made = body.definition(op->source);
    if (!made || made->kind != OpKind::Call) continue;
    const bool forEver = bound == facts::Bound::Endless || bound == facts::Bound::Unknown;
    const bool again = says(calls_.at(body.id(), made), &FunctionModel::retryable);
    if (forEver && again && cancellableBy(calls_, body, *op)) return made;
    if (bound == facts::Bound::Endless && ofTheProgram && mayFail(body, *op, *made)) return made;
  }
  return nullptr;
}

// An operation of the library that throws when it fails, in a coroutine that handles nothing at all.
const Search::Place &Search::unheard(FunctionId id) const {
  auto [known, isNew] = unheard_.try_emplace(id);  // nothing, while it is looked for: a recursion finds no more
  Place &found = known->second;
  const Function &function = program_.function(id);
  if (!isNew || !function.coroutine() || !function.body().handlers.empty()) return found;
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Await || !cancellableBy(calls_, function, *op)) continue;
    const facts::OpT *made = function.definition(function.strip(op->source));
    if (!made) made = function.definition(op->source);
    const CallSite *site = made ? calls_.at(id, made) : nullptr;
    if (!site) continue;
    if (says(site, &FunctionModel::mayFail))
      found = {id, made};
    else if (site->models.empty() && site->certain && site->targets.size() == 1)
      found = unheard(site->targets.front());
    if (found.op) break;
  }
  return found;
}

std::optional<Detached> Search::task(const Function &function, const CallSite &site, const Deferred &started) const {
  Detached found{Detached::ErrorIsLost, function.id(), site.op, started.callee, {}, {}, 0, nullptr};
  if (!says(&site, &FunctionModel::losesErrors)) return std::nullopt;  // elsewhere it ends the program, and is heard
  // What is thrown far below is the guard of some library against misuse, no failure that anybody planned for.
  constexpr std::size_t deepest = 6;
  found.error = errors_.chain(started.callee);
  found.ownsConnection = ownsConnection(function, *site.op, program_.function(started.callee));
  if (!found.error.empty() && found.error.size() <= deepest) return found;
  found.error.clear();
  const Function &body = program_.function(started.callee);
  if (!body.coroutine()) return std::nullopt;
  const bool ofTheProgram = startedOnce(function, *site.op) && !found.ownsConnection;
  Place fails{body.id(), failingLoop(body, ofTheProgram)};
  found.why = Detached::LoopEnds;
  if (!fails.op) {
    fails = unheard(body.id());
    found.why = Detached::OperationFails;
  }
  if (!fails.op) return std::nullopt;
  found.use = fails.op;
  found.useIn = fails.function;
  if (const CallSite *call = calls_.at(fails.function, fails.op))
    found.subject = std::string(lastComponent(call->name));
  return found;
}

static bool tells(const Calls &calls, FunctionId id, std::set<FunctionId> &seen) {
  static constexpr std::array<std::string_view, 14> words{
      "set_value", "set_exception", "notify_one", "notify_all", "count_down", "arrive", "release",
      "fetch_sub", "post",          "unlock",     "quick_exit", "_exit",      "signal", "broadcast"};
  if (!seen.insert(id).second) return false;
  const auto &sites = calls.of(id);
  return std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
    return std::find(words.begin(), words.end(), lastComponent(site.name)) != words.end() ||
           std::any_of(site.targets.begin(), site.targets.end(), [&](FunctionId to) { return tells(calls, to, seen); });
  });
}

bool tellsWhenDone(const Calls &calls, FunctionId function) {
  std::set<FunctionId> seen;
  return tells(calls, function, seen);
}

// A callback that it was given hears of it: whoever passed that may wait for it.
static bool callsBack(const Function &body) {
  return std::any_of(body.ops().begin(), body.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? body.callee(op->callee) : nullptr;
    const bool through = callee && callee->operator_ == "()";
    const facts::ValueT *called = body.value(body.unmoved(through ? op->object : op->callee_value));
    return called && called->kind == ValueKind::Capture;
  });
}

// A token that a member has given out, `[this, token = tokens_.get()]`: who ends the object waits for all of them.
static bool isToken(const Function &function, const facts::CapturedT &captured) {
  static constexpr std::array<std::string_view, 7> words{"token", "holder", "guard", "permit",
                                                         "lease", "ticket", "units"};
  const Type type = function.type(captured.type).value();
  const facts::OpT *made = function.definition(function.unmoved(captured.value));
  const facts::ValueT *giver = made && made->kind == OpKind::Call ? function.value(made->object) : nullptr;
  if (captured.how != facts::Capture::Copy || !giver || giver->kind != ValueKind::Member || !type) return false;
  std::string name;
  for (char letter : lastComponent(type.name())) name += static_cast<char>(letter | 0x20);
  return type.facts()->destructor == facts::Destructor::User &&
         std::any_of(words.begin(), words.end(), [&](auto word) { return name.ends_with(word); });
}

// Does the thread get a pointer to the object that starts it?
bool Search::usesObject(const Function &function, const facts::OpT &made) const {
  for (const auto &argument : made.arguments) {
    const facts::ValueT *value = function.value(function.unmoved(argument->value));
    while (value && value->kind == ValueKind::Temp && value->inputs.size() == 1)
      value = function.value(value->inputs.front());
    if (value && value->kind == ValueKind::This) return true;
    const facts::OpT *closure = function.definition(function.unmoved(argument->value));
    if (!closure || closure->kind != OpKind::Closure) continue;
    bool keepsItAlive = std::any_of(closure->captures.begin(), closure->captures.end(), [&](const auto &captured) {
      std::string_view type = function.type(captured->type).value().name();
      return type == "std::shared_ptr" || type == "boost::shared_ptr" || type == "QSharedPointer" ||
             isToken(function, *captured);
    });
    if (keepsItAlive) return false;
    for (const auto &captured : closure->captures)
      if (captured->how == facts::Capture::This) return true;
  }
  return false;
}

std::optional<Detached> Search::thread(const Function &function, const CallSite &site, const facts::OpT &made,
                                       const Deferred &started) const {
  if (!usesObject(function, made) || tellsWhenDone(calls_, started.callee) ||
      callsBack(program_.function(started.callee)))
    return std::nullopt;
  const bool ownThread = started.as == Invocation::ThreadEntry;
  Detached found{Detached::OutlivesState,
                 function.id(),
                 ownThread ? site.op : &made,
                 started.callee,
                 {},
                 "'this'",
                 started.callee,
                 nullptr,
                 ownThread};
  const Function &body = program_.function(started.callee);
  for (const facts::OpT *op : body.ops()) {
    auto isOwn = [&](std::int32_t value) {
      const facts::ValueT *v = body.value(value);
      return v && (v->kind == ValueKind::Member || v->kind == ValueKind::This);
    };
    if (!isOwn(op->object) && !isOwn(op->source) && !isOwn(op->destination)) continue;
    found.use = op;
    return found;
  }
  return std::nullopt;
}

// `std::thread(f).detach()`, or the variable that it was put into.
const facts::OpT *Search::threadBehind(const Function &function, const facts::OpT &detach) const {
  std::int32_t object = function.unmoved(detach.object);
  if (const facts::OpT *made = function.definition(object)) return made;
  const auto &writes = function.writes(object);
  return writes.size() == 1 ? function.definition(writes.front()->source) : nullptr;
}

void Search::look(const Function &function, const CallSite &site, std::vector<Detached> &out) const {
  const facts::OpT *made = site.op->object >= 0 ? threadBehind(function, *site.op) : nullptr;
  for (const facts::OpT *start : {site.op, made}) {
    auto started = start ? started_.find(start) : started_.end();
    if (started == started_.end()) continue;
    for (const Deferred *one : started->second) {
      const bool own = one->as == Invocation::ThreadEntry;
      if (one->as == Invocation::Handler) continue;
      auto found = own ? std::nullopt : task(function, site, *one);
      // What the task uses is known where it was made from a lambda and then detached by its handle.
      if (!found && (own || (start == made && start != site.op))) found = thread(function, site, *start, *one);
      if (!found) continue;
      out.push_back(std::move(*found));
      return;  // one place, one finding
    }
  }
}

std::vector<Detached> Search::run() const {
  std::vector<Detached> out;
  for (const auto &function : program_.functions())
    for (const CallSite &site : calls_.of(function->id()))
      if (says(&site, &FunctionModel::detaches)) look(*function, site, out);
  return out;
}

std::vector<Detached> detachedWork(const Calls &calls, const Contexts &contexts) {
  return Search(calls, contexts).run();
}

}  // namespace cotidy
