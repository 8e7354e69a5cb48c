// cotidy-self-join: a thread, a task or a handler that ends by waiting for the thread, pool or loop that runs it.
#include "analysis/Made.h"
#include "analysis/Origins.h"
#include "analysis/OwnThread.h"
#include "analysis/PoolOwners.h"
#include "checks/Check.h"
#include "checks/support/Places.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
struct Reached {
  FunctionId function;
  std::vector<std::pair<FunctionId, const facts::OpT *>> chain;
};
}  // namespace

// What runs on the thread of `body`, nearest first.
static std::vector<Reached> reachedFrom(const Analysis &analysis, FunctionId body) {
  static constexpr std::size_t most = 200;
  std::vector<Reached> all{{body, {}}};
  std::set<FunctionId> seen{body};
  for (std::size_t i = 0; i < all.size() && i < most; ++i) {
    const Reached from = all[i];
    for (const CallSite &site : analysis.calls().of(from.function)) {
      if (!site.certain || analysis.calls().handedOver(site.op)) continue;
      for (FunctionId target : site.targets)
        if (!analysis.program().function(target).coroutine() && seen.insert(target).second) {
          all.push_back({target, from.chain});
          all.back().chain.push_back({from.function, site.op});
        }
    }
  }
  return all;
}

/// A key of the member or global that holds the thread or pool; empty for locals.
static std::string keyOf(const Function &function, std::int32_t value) {
  const Origin origin = originOf(function, value);
  return origin.stored() && function.value(origin.value) ? function.value(origin.value)->usr : std::string();
}

// thread_ = std::thread(…), workers_.emplace_back(…), thread_(…) in a constructor.
static std::string threadOf(const Spawn &spawn) {
  const Function &function = *spawn.function;
  const facts::OpT &made = *spawn.op;
  if (made.kind == OpKind::Call && made.object >= 0) return keyOf(function, made.object);
  for (const facts::OpT *op : function.ops()) {
    const bool stores = (op->kind == OpKind::Init || op->kind == OpKind::Assign) && op->source >= 0 &&
                        function.strip(op->source) == function.strip(made.result);
    if (stores) return keyOf(function, op->destination);
    if (op->kind == OpKind::Call && op->object >= 0 && op->full_expression == made.full_expression && op != &made)
      for (const auto &argument : op->arguments)
        if (function.unmoved(argument->value) == made.result) return keyOf(function, op->object);
  }
  const facts::ValueT *v = function.value(made.result);
  return v && v->into >= 0 ? keyOf(function, v->into) : std::string();
}

static bool joins(const CallSite &site) {
  return site.op->kind == OpKind::Call &&
         std::any_of(site.models.begin(), site.models.end(),
                     [](const FunctionModel *m) { return m->joins || m->blocks == Blocking::Wait; });
}

// `if (thread_.get_id() == std::this_thread::get_id())`, or a question of the program's own that does so: somebody has
// thought of it, as where it may detach its thread.
static bool asksWhoItIs(const Analysis &analysis, const Function &function) {
  const auto &sites = analysis.calls().of(function.id());
  return asksForThread(analysis.calls(), function) ||
         std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
           return site.op->object >= 0 && holdsThreads(analysis.models(), function.typeOf(site.op->object)) &&
                  std::any_of(site.models.begin(), site.models.end(),
                              [](const auto *model) { return model->detaches; });
         });
}

// Some pools throw where a task of theirs waits for them, and here somebody catches just that.
static bool isCaught(const Function &function, const facts::OpT &wait) {
  const auto &handlers = function.body().handlers;
  return wait.try_ >= 0 && std::any_of(handlers.begin(), handlers.end(), [&](const auto &handler) {
           return handler->try_ == wait.try_ && handler->type >= 0;
         });
}

static Finding finding(const Function &function, const facts::OpT &op, std::string message) {
  Finding out;
  out.severity = Severity::Error;
  out.confidence = Confidence::Likely;
  out.at = locate(function, op);
  out.message = std::move(message);
  out.function = function.name();
  out.statement = statementOf(function, op);
  return out;
}

static void addChain(const Analysis &analysis, const Spawn &spawn, const Reached &reached, Finding &found) {
  found.steps.push_back({locate(*spawn.function, *spawn.op), "'" + spawn.by + "' starts what runs there"});
  for (const auto &[from, op] : reached.chain) {
    const Function &caller = analysis.program().function(from);
    found.steps.push_back({locate(caller, *op), "in '" + caller.head().display + "': calls on"});
  }
}

// ------------------------------------------------------------------ by calls

// The pool that takes the task, where it is stored.
static std::string taskPool(const Spawn &spawn) {
  return spawn.as == Invocation::PoolTask && spawn.executor >= 0 ? keyOf(*spawn.function, spawn.executor) : "";
}

// The key of a type's field names no file.
static bool isOneOf(const std::set<std::string> &keys, const std::string &key) {
  return !key.empty() && (keys.count(key) || keys.count(key.substr(0, key.find('|'))));
}

// The object gives itself a job: the threads that run it are its own.
static std::set<std::string> ownThreads(const Models &models, const Spawn &spawn) {
  std::set<std::string> keys;
  const facts::ValueT *executor = spawn.home ? spawn.function->value(spawn.executor) : nullptr;
  if (!executor || executor->kind != ValueKind::This) return keys;
  const Type self(spawn.function->unit(), spawn.function->head().class_);
  if (!self.facts()) return keys;
  for (const auto &field : self.facts()->fields)
    if (holdsThreads(models, Type(self.unit(), field->type))) keys.insert(field->usr);
  return keys;
}

// `retired.front().join()` of a class that wraps a thread: a local of the caller, taken out of where all of them are kept,
// is another of the class, as far as anybody can tell.
static bool isOfAnother(const Analysis &analysis, const Reached &reached, const Function &function,
                        const facts::OpT &join) {
  const Origin origin = originOf(function, join.object);
  if (reached.chain.empty() || !isOwnField(function, origin)) return false;
  const auto &[from, call] = reached.chain.back();
  const Function &caller = analysis.program().function(from);
  std::int32_t object = call->object;
  for (int steps = 0; steps < 6 && object >= 0; ++steps) {
    const facts::ValueT *v = caller.value(caller.strip(object));
    if (!v) return false;
    if (v->kind == ValueKind::Local) return !v->static_ && caller.type(v->type).is(facts::TypeKind::Record);
    const facts::OpT *made = caller.definition(caller.strip(object));
    object = made && made->kind == OpKind::Call ? made->object : v->inputs.empty() ? -1 : v->inputs.front();
  }
  return false;
}

static void reportCalls(const Analysis &analysis, const Spawn &spawn, std::set<const facts::OpT *> &seen,
                        std::vector<Finding> &out) {
  std::set<std::string> own = ownThreads(analysis.models(), spawn);
  const bool thread = (spawn.as == Invocation::ThreadEntry && spawn.thread == Thread::Own) || !own.empty();
  if (own.empty()) own.insert(thread ? threadOf(spawn) : taskPool(spawn));
  if (own.count("")) return;
  for (FunctionId body : spawn.bodies)
    for (const Reached &reached : reachedFrom(analysis, body)) {
      const Function &function = analysis.program().function(reached.function);
      if (asksWhoItIs(analysis, function)) continue;
      for (const CallSite &site : analysis.calls().of(reached.function)) {
        if (!joins(site) || site.op->object < 0 || !isOneOf(own, keyOf(function, site.op->object)) ||
            isOfAnother(analysis, reached, function, *site.op) || !seen.insert(site.op).second)
          continue;
        if (!thread && isCaught(function, *site.op)) continue;
        const Type waited = function.typeOf(site.op->object).object();
        const TypeModel *model = typeModel(analysis.models(), waited);
        if ((model && model->role == TypeRole::Scope) || taskKind(analysis.models(), waited))
          continue;  // not all of the pool
        Finding found =
            finding(function, *site.op,
                    std::string("this waits for the end of ") + (thread ? "the thread" : "all tasks of the pool") +
                        " that it runs on itself: it never ends" +
                        (thread ? ", or 'join' throws 'resource_deadlock_would_occur'" : "") +
                        "; let whoever owns it wait, and only ask it to stop from here");
        addChain(analysis, spawn, reached, found);
        found.subject = site.name;
        if (found.at.line) out.push_back(std::move(found));
      }
    }
}

// ------------------------------------------------------------------ by the last reference

static std::string_view pointee(Type type, Type &object) {
  const std::string_view name = lastComponent(type.value().name());
  if (name == "shared_ptr" || name == "weak_ptr" || name == "intrusive_ptr") object = type.value().argument(0);
  return name;
}

// `owner->stop()` elsewhere: somebody ends the thread before the last reference goes.
static bool isEndedBefore(const Analysis &analysis, const Reached &joining, FunctionId destructor) {
  if (joining.function == destructor) return false;
  return std::any_of(
      analysis.program().functions().begin(), analysis.program().functions().end(), [&](const auto &function) {
        if (function->id() == destructor) return false;
        const auto &sites = analysis.calls().of(function->id());
        return std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
          return std::find(site.targets.begin(), site.targets.end(), joining.function) != site.targets.end();
        });
      });
}

// Its destructor joins this member, by itself or because the member's own does.
static bool destructorJoins(const Analysis &analysis, const Function &from, Type object, const std::string &member,
                            bool thread) {
  const facts::TypeT *type = object.facts();
  if (!type || type->system) return false;
  const auto isMember = [&](const facts::FieldT &field) {
    return field.usr == member || member.starts_with(field.usr + "|");
  };
  const bool holds = std::any_of(type->fields.begin(), type->fields.end(), [&](const auto &field) {
    const Type held(object.unit(), field->type);  // one that is lent goes on after the object
    const bool lent = held.is(facts::TypeKind::LRef) || held.is(facts::TypeKind::Pointer) ||
                      lastComponent(held.name()) == "shared_ptr";
    return !lent && isMember(*field);
  });
  const facts::CalleeT *destructor =
      type->destructor_callee < 0 ? nullptr
                                  : object.unit()->callees[static_cast<std::size_t>(type->destructor_callee)].get();
  const auto body = destructor ? analysis.program().resolve(from, destructor->key) : std::nullopt;
  const bool byItself = std::any_of(type->fields.begin(), type->fields.end(), [&](const auto &field) {  // std::jthread
    const TypeModel *model = typeModel(analysis.models(), Type(object.unit(), field->type).value());
    return isMember(*field) && model && model->destructorBlocks == Blocking::Wait;
  });
  if (!holds || (thread && !body && !byItself)) return holds && !thread;
  if (!body) return true;
  for (const Reached &reached : reachedFrom(analysis, *body)) {
    const Function &function = analysis.program().function(reached.function);
    if (asksWhoItIs(analysis, function)) return false;
  }
  if (!thread || byItself) return true;
  for (const Reached &reached : reachedFrom(analysis, *body)) {
    const Function &function = analysis.program().function(reached.function);
    for (const CallSite &site : analysis.calls().of(reached.function))
      if (joins(site) && site.op->object >= 0 && keyOf(function, site.op->object) == member)
        return !isEndedBefore(analysis, reached, *body);
  }
  return false;
}

// The body keeps the object alive: it has a shared pointer to it, or makes one of a weak pointer.
static const facts::OpT *keepsAlive(const Analysis &analysis, const Function &from, const facts::OpT &start,
                                    const std::vector<FunctionId> &bodies, Type &object) {
  for (const auto &argument : start.arguments) {
    Type direct;
    if (pointee(from.typeOf(argument->value), direct) == "shared_ptr") {
      object = direct;
      return &start;
    }
    const facts::OpT *closure = closureBehind(from, argument->value);
    if (!closure) continue;
    for (const auto &capture : closure->captures)
      if (Type type; capture->how == facts::Capture::Copy) {
        const std::string_view name =
            pointee(capture->type >= 0 ? from.type(capture->type) : from.typeOf(capture->value), type);
        if (name == "shared_ptr" || name == "intrusive_ptr") {
          object = type;
          return &start;
        }
      }
  }
  for (FunctionId body : bodies)
    for (const Reached &reached : reachedFrom(analysis, body)) {
      const Function &function = analysis.program().function(reached.function);
      for (const facts::OpT *op : function.ops()) {
        const facts::CalleeT *callee =
            op->kind == OpKind::Call && op->object >= 0 ? function.callee(op->callee) : nullptr;
        if (callee && lastComponent(callee->name) == "lock" &&
            pointee(function.typeOf(op->object), object) == "weak_ptr")
          return op;
      }
    }
  return nullptr;
}

static void reportLastReference(const Analysis &analysis, const Spawn &spawn, std::vector<Finding> &out) {
  const bool thread = spawn.as == Invocation::ThreadEntry && spawn.thread == Thread::Own;
  const bool pool = spawn.as == Invocation::PoolTask && spawn.executor >= 0 &&
                    ownsThreads(analysis.models(), spawn.function->typeOf(spawn.executor).value());
  if (!thread && !pool) return;
  const std::string own = thread ? threadOf(spawn) : keyOf(*spawn.function, spawn.executor);
  if (own.empty()) return;
  Type object;
  if (!keepsAlive(analysis, *spawn.function, *spawn.op, spawn.bodies, object) ||
      !destructorJoins(analysis, *spawn.function, object, own, thread))
    return;
  const std::string name(lastComponent(object.name()));
  Finding found = finding(*spawn.function, *spawn.op,
                          std::string("what runs ") + (thread ? "on this thread" : "on this pool") + " keeps '" + name +
                              "' alive: if it has the last reference, the destructor of '" + name +
                              "' runs there and waits for its own thread; keep the " + (thread ? "thread" : "pool") +
                              " where it outlives the object, stop it before the last reference goes, or refer to the "
                              "object by a plain pointer that its destructor ends");
  found.subject = name;
  if (found.at.line) out.push_back(std::move(found));
}

// ------------------------------------------------------------------ handlers of a loop

// Threads by the loops that they run: the place of the loop, and the thread's key.
static std::map<std::string, std::string> loopThreads(const Analysis &analysis, const Spawns &spawns) {
  std::map<std::string, std::string> threads;
  for (const Spawn &spawn : spawns.all()) {
    if (spawn.as != Invocation::ThreadEntry) continue;
    const std::string thread = threadOf(spawn);
    for (FunctionId body : thread.empty() ? std::vector<FunctionId>() : spawn.bodies)
      for (const CallSite &site : analysis.calls().of(body))
        if (std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) { return m->runsLoop; }))
          for (const std::string &loop : analysis.calls().loopsOf(analysis.program().function(body), *site.op))
            threads[loop] = thread;
  }
  return threads;
}

// A handler of the loop has the object, and may be the last who has: its destructor then joins the thread it runs on.
static void reportLastHandler(const Analysis &analysis, const Deferred &deferred, const std::string &thread,
                              std::vector<Finding> &out) {
  const Function &from = analysis.program().function(deferred.from);
  Type object;
  const facts::OpT *keeps = keepsAlive(analysis, from, *deferred.op, {deferred.callee}, object);
  if (keeps != deferred.op || !destructorJoins(analysis, from, object, thread, true)) return;
  const std::string name(lastComponent(object.name()));
  Finding found = finding(
      from, *deferred.op,
      "this handler keeps '" + name + "' alive: if it has the last reference, the destructor of '" + name +
          "' runs on the loop and waits for the thread that runs the loop, which is its own; let the owner stop "
          "the loop and join before the last reference goes, or refer to the object by a weak pointer");
  found.subject = name;
  if (found.at.line) out.push_back(std::move(found));
}

static void reportHandlers(const Analysis &analysis, const Spawns &spawns, std::set<const facts::OpT *> &seen,
                           std::vector<Finding> &out) {
  const std::map<std::string, std::string> threads = loopThreads(analysis, spawns);
  if (threads.empty()) return;
  std::set<const facts::OpT *> told;
  for (const Deferred &d : analysis.calls().deferred()) {
    const Function &from = analysis.program().function(d.from);
    std::set<std::string> own;
    for (const std::string &loop : analysis.calls().loopsOf(from, *d.op))
      if (auto found = threads.find(loop); found != threads.end()) own.insert(found->second);
    if (own.empty() || d.as == Invocation::ThreadEntry) continue;
    for (const std::string &thread : own)
      if (told.insert(d.op).second) reportLastHandler(analysis, d, thread, out);
    for (const Reached &reached : reachedFrom(analysis, d.callee)) {
      const Function &function = analysis.program().function(reached.function);
      if (asksWhoItIs(analysis, function)) continue;
      for (const CallSite &site : analysis.calls().of(reached.function)) {
        if (!joins(site) || site.op->object < 0 || !isOneOf(own, keyOf(function, site.op->object)) ||
            !seen.insert(site.op).second)
          continue;
        Finding found = finding(function, *site.op,
                                "this waits for the thread of the event loop that it runs on itself: it never ends; "
                                "let whoever owns the loop wait, and only stop it from here");
        found.steps.push_back({locate(from, *d.op), "'" + d.by + "' puts it on the loop"});
        found.subject = site.name;
        if (found.at.line) out.push_back(std::move(found));
      }
    }
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Spawns spawns(analysis.calls());
  std::set<const facts::OpT *> seen;
  for (const Spawn &spawn : spawns.all()) {
    reportCalls(analysis, spawn, seen, out);
    reportLastReference(analysis, spawn, out);
  }
  reportHandlers(analysis, spawns, seen, out);
}

extern const Check SelfJoin{"self-join", "pool", Severity::Error,
                            "A destructor, task or handler that waits for the thread it runs on", run};

}  // namespace cotidy
