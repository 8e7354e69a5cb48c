// Spawns by the models' word, and spawns onto pools that the program wrote itself.
#include "analysis/Spawns.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static bool startsWork(Invocation::As as) {
  return as == Invocation::PoolTask || as == Invocation::Task || as == Invocation::ThreadEntry;
}

// The argument that an invocation speaks of; -1 where it is not there.
static int argumentOf(const facts::OpT &op, const Invocation &how) {
  const int count = static_cast<int>(op.arguments.size());
  const int i = how.argument ? (*how.argument < 0 ? *how.argument + count : *how.argument) : -1;
  return i < count ? i : -1;
}

// "std::thread" for std::thread::thread, for an emplace_back into a vector of threads, and for what makes one on the heap.
static std::string spokenName(const Function &function, const CallSite &site, const Invocation &how) {
  if (how.as != Invocation::ThreadEntry) return site.name;
  const facts::CalleeT *callee = function.callee(site.op->callee);
  if (callee && callee->constructor != facts::ConstructorKind::None) return site.name.substr(0, site.name.rfind("::"));
  const bool onHeap = site.name == "std::make_unique" || site.name == "std::make_shared";
  const std::int32_t holder = onHeap ? site.op->result : site.op->object;
  if (holder < 0) return site.name;
  Type element = function.typeOf(holder).object().argument(0);
  return element.name().empty() ? site.name : std::string(element.name());
}

// `KeepAlive(&pool)`: a handle that was made of the pool's address in passing.
static std::int32_t unhandled(const Function &function, std::int32_t value) {
  const facts::OpT *made = function.definition(function.unmoved(value));
  if (!made || made->kind != OpKind::Construct || made->arguments.size() != 1) return value;
  const Type given = function.typeOf(made->arguments.front()->value);
  return given.is(facts::TypeKind::Pointer) ? made->arguments.front()->value : value;
}

// What takes the work: the object of a method, else the operand that the model names, else the first argument.
static std::int32_t executorOf(const Function &function, const facts::OpT &op, const Invocation &how) {
  if (how.on.from == Where::Object) return op.object;
  if (how.on.from != Where::Argument || op.arguments.empty()) return -1;
  const int count = static_cast<int>(op.arguments.size());
  const int i = how.on.argument < 0 ? how.on.argument + count : how.on.argument;
  return i < 0 || i >= count ? -1 : unhandled(function, op.arguments[i]->value);
}

void Spawns::addModelled(const Function &function, const CallSite &site,
                         const std::map<const facts::OpT *, std::vector<const Deferred *>> &deferred) {
  for (const FunctionModel *model : site.models)
    for (const Invocation &how : model->invokes) {
      if (how.when != Invocation::Later || how.repeated || !startsWork(how.as)) continue;
      if (how.argument && argumentOf(*site.op, how) < 0) continue;
      Spawn spawn{&function,
                  site.op,
                  how.as,
                  calls_.threadOf(function, site, how.on),
                  spokenName(function, site, how),
                  {},
                  executorOf(function, *site.op, how),
                  false};
      if (auto found = deferred.find(site.op); found != deferred.end())
        for (const Deferred *d : found->second)
          if (d->as == how.as && d->when == how.when) {
            spawn.bodies.push_back(d->callee);
            if (d->thread != Thread::Unknown) spawn.thread = d->thread;
          }
      if (!how.argument && spawn.bodies.empty()) continue;  // a whole graph, not one task
      if (!at_.try_emplace(site.op, all_.size()).second) return;
      all_.push_back(std::move(spawn));
      return;
    }
}

// A closure, through the std::function that was made from it.
static std::vector<FunctionId> closureBodies(const Calls &calls, const Function &function, std::int32_t value) {
  for (int steps = 0; value >= 0 && steps < 4; ++steps) {
    value = function.unmoved(value);
    Type type = function.typeOf(value).object();
    if (type.isClosure()) return calls.program().callOperators(function, type.facts()->closure);
    const facts::OpT *made = function.definition(value);
    if (!made || made->kind != OpKind::Construct || made->arguments.size() != 1) return {};
    value = made->arguments.front()->value;
  }
  return {};
}

static bool comesFrom(const Function &function, std::int32_t value, std::int32_t parameter, unsigned depth);

// `spawn(F work) { take(std::function<void()>(work)); }`: the spawn is the call of this function, there the work is known.
static bool handsOn(const Function &function, std::int32_t value) {
  const auto &parameters = function.body().parameters;
  return std::any_of(parameters.begin(), parameters.end(), [&](std::int32_t parameter) {
    const facts::ValueT *given = function.value(parameter);
    return given && function.typeOf(parameter).object().isClosure() && comesFrom(function, value, given->index, 0);
  });
}

// Behind an interface one pool among those that implement it is enough: it was made for them.
void Spawns::addOwn(const Function &function, const CallSite &site) {
  if (site.targets.empty() || (site.targets.size() > 1 && !site.op->virtual_) || !site.models.empty()) return;
  const Type object = function.typeOf(site.op->object).object();
  for (std::size_t i = 0; i < site.op->arguments.size(); ++i) {
    std::vector<FunctionId> bodies = closureBodies(calls_, function, site.op->arguments[i]->value);
    if (bodies.empty() || handsOn(function, site.op->arguments[i]->value)) continue;
    const auto pool = std::find_if(site.targets.begin(), site.targets.end(), [&](FunctionId target) {
      return enqueues(calls_, calls_.program().function(target), static_cast<std::int32_t>(i), object);
    });
    if (pool == site.targets.end()) continue;
    at_.try_emplace(site.op, all_.size());
    all_.push_back({&function, site.op, Invocation::PoolTask, Thread::Pool, calls_.program().function(*pool).name(),
                    std::move(bodies), site.op->object, true});
    return;
  }
}

// `worker->start()`, where the worker's class is derived from a library's thread and says what that runs.
void Spawns::addDerivedThread(const Function &function, const CallSite &site) {
  const facts::CalleeT *callee = site.op->object >= 0 ? function.callee(site.op->callee) : nullptr;
  if (!callee || callee->name != "QThread::start") return;
  const Type thread = function.typeOf(site.op->object).object();
  std::vector<FunctionId> bodies = calls_.program().named(std::string(thread.name()) + "::run");
  if (thread.name() == "QThread" || bodies.empty() || !at_.try_emplace(site.op, all_.size()).second) return;
  all_.push_back(
      {&function, site.op, Invocation::ThreadEntry, Thread::Own, callee->name, std::move(bodies), -1, false});
}

Spawns::Spawns(const Calls &calls) : calls_(calls) {
  std::map<const facts::OpT *, std::vector<const Deferred *>> deferred;
  for (const Deferred &d : calls.deferred()) deferred[d.op].push_back(&d);
  for (const auto &function : calls.program().functions())
    for (const CallSite &site : calls.of(function->id())) {
      addModelled(*function, site, deferred);
      addOwn(*function, site);
      addDerivedThread(*function, site);
    }
}

const Spawn *Spawns::at(const facts::OpT *op) const {
  auto found = at_.find(op);
  return found == at_.end() ? nullptr : &all_[found->second];
}

std::optional<double> Spawns::dispatch(const Spawn &spawn) const {
  const Models &models = calls_.models();
  const std::string method = "::" + std::string(lastComponent(spawn.by));
  for (const std::string &name : {spawn.by, spawn.by + method})
    if (const CostModel *cost = models.cost(name); cost && cost->dispatch) return cost->dispatch;
  const facts::CalleeT *callee = spawn.function->callee(spawn.op->callee);
  if (callee)
    if (const CostModel *cost = models.cost(callee->name); cost && cost->dispatch) return cost->dispatch;
  if (callee && spawn.op->object >= 0)
    for (std::string_view type : spawn.function->typeOf(spawn.op->object).object().namesWithBases())
      if (const CostModel *cost = models.cost(std::string(type) + "::" + std::string(lastComponent(callee->name)));
          cost && cost->dispatch)
        return cost->dispatch;
  const CostModel *ownPool = models.cost("cotidy::own_pool");  // of which no model speaks
  const bool pool =
      spawn.thread == Thread::Pool || spawn.thread == Thread::ComputePool || spawn.thread == Thread::BlockingPool;
  return pool && ownPool ? ownPool->dispatch : std::nullopt;
}

// ------------------------------------------------------------------ pools of the program itself

bool holdsThreads(const Models &models, Type type, unsigned depth) {
  type = type.object();
  if (!type || depth > 3) return false;
  for (std::string_view name : type.namesWithBases()) {
    CallView made;
    made.names = {std::string(name) + "::" + std::string(lastComponent(name))};
    if (!models.mentions(made.names.front())) continue;
    made.system = true;
    made.arguments.emplace_back();
    for (const FunctionModel *model : models.match(made))
      for (const Invocation &how : model->invokes)
        if (how.as == Invocation::ThreadEntry) return true;
  }
  const std::string_view name = lastComponent(type.name());
  const bool pointer = name == "unique_ptr" || name == "shared_ptr";  // the state of the pool, or one of its threads
  for (Type argument : type.arguments())
    if (holdsThreads(models, argument, pointer ? depth : depth + 1)) return true;
  for (const auto &field : type.facts()->fields)
    if (holdsThreads(models, Type(type.unit(), field->type), depth + 1)) return true;
  return false;
}

static bool comesFrom(const Function &function, std::int32_t value, std::int32_t parameter, unsigned depth) {
  value = function.unmoved(value);
  const facts::ValueT *v = function.value(value);
  if (!v || depth > 12) return false;
  if (v->kind == ValueKind::Param) return v->index == parameter;
  if (std::any_of(v->inputs.begin(), v->inputs.end(),
                  [&](std::int32_t input) { return comesFrom(function, input, parameter, depth + 1); }))
    return true;
  if (v->kind == ValueKind::Local)
    for (const facts::OpT *write : function.writes(value))
      if (write->source >= 0 && write->source != value && comesFrom(function, write->source, parameter, depth + 1))
        return true;
  const facts::OpT *made = function.definition(value);
  if (!made) return false;
  for (const auto &argument : made->arguments)
    if (comesFrom(function, argument->value, parameter, depth + 1)) return true;
  return std::any_of(made->captures.begin(), made->captures.end(),
                     [&](const auto &capture) { return comesFrom(function, capture->value, parameter, depth + 1); });
}

static bool isPut(std::string_view method) {
  return method == "push_back" || method == "emplace_back" || method == "push" || method == "emplace" ||
         method == "push_front" || method == "emplace_front" || method == "enqueue" || method == "try_enqueue" ||
         method == "try_push";
}

namespace {
// A way into the code of what may be a pool.
struct Taker {
  const Calls &calls;
  Type object;  // what the method is called on, as its caller knows it; may be empty
  bool threads = false;  // the object, or the one that it is a part of, is known to have threads
  unsigned depth = 0;
};
}  // namespace

static bool enqueues(const Taker &taker, const Function &function, std::int32_t parameter);

// Of the methods that a virtual call on `this` may mean: not those of other classes than the caller has.
static bool fits(const Taker &taker, const Function &target) {
  const Type class_(target.unit(), target.head().class_);
  return !taker.object || !class_ || class_.isOrDerivesFrom(taker.object.name()) ||
         taker.object.isOrDerivesFrom(class_.name());
}

// Does the call put the argument into a queue, itself or by what it calls?
static bool passesOn(const Taker &taker, const Function &function, const CallSite &site, std::int32_t argument) {
  const facts::OpT &op = *site.op;
  const facts::ValueT *object = function.value(op.object);
  const bool member = object && object->kind == ValueKind::Member;
  if (taker.threads && member && isPut(lastComponent(function.callee(op.callee)->name))) return true;
  if (taker.depth >= 3 || (site.targets.size() > 1 && !op.virtual_)) return false;
  const bool self = object && object->kind == ValueKind::This;
  const Taker next{taker.calls, self ? taker.object : function.typeOf(op.object).object(), member && taker.threads,
                   taker.depth + 1};
  return std::any_of(site.targets.begin(), site.targets.end(), [&](FunctionId target) {
    const Function &body = taker.calls.program().function(target);
    return target != function.id() && fits(next, body) && enqueues(next, body, argument);
  });
}

static bool enqueues(const Taker &taker, const Function &function, std::int32_t parameter) {
  Taker here = taker;
  here.threads |= holdsThreads(taker.calls.models(), Type(function.unit(), function.head().class_));
  for (const CallSite &site : taker.calls.of(function.id())) {
    const facts::OpT &op = *site.op;
    if (op.kind != OpKind::Call || !function.callee(op.callee)) continue;
    for (std::size_t i = 0; i < op.arguments.size(); ++i)
      if (comesFrom(function, op.arguments[i]->value, parameter, 0) &&
          passesOn(here, function, site, static_cast<std::int32_t>(i)))
        return true;
  }
  return false;
}

bool enqueues(const Calls &calls, const Function &function, std::int32_t parameter, Type object) {
  return enqueues(Taker{calls, object}, function, parameter);
}

bool isPool(Thread thread) {
  return thread == Thread::Pool || thread == Thread::ComputePool || thread == Thread::BlockingPool;
}

bool Spawns::movesToPool(const Function &function, const facts::OpT &await) const {
  const facts::OpT *made = function.definition(function.strip(await.source));
  if (!made) made = function.definition(await.source);
  if (const CallSite *site = made ? calls_.at(function.id(), made) : nullptr)
    for (const FunctionModel *model : site->models)
      if (model->switches && !model->offloads && isPool(calls_.threadOf(function, *site, *model->switches)))
        return true;
  for (std::int32_t index : await.awaiter_callees) {
    const facts::CalleeT *callee = function.callee(index);
    if (!callee || lastComponent(callee->name) != "await_suspend") continue;
    if (auto body = calls_.program().resolve(function, callee->key);
        body && enqueues(calls_, calls_.program().function(*body), 0))
      return true;
  }
  return false;
}

}  // namespace cotidy
