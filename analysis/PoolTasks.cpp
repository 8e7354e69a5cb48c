// Against the direction of the calls, with the pool's place in the words of each caller, until a spawn on that pool is met.
#include "analysis/PoolTasks.h"

#include "analysis/Made.h"
#include "analysis/Storage.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// A coroutine runs where its caller awaits it. What else is done with its task is another matter.
static bool runsHere(const Calls &calls, const Function &caller, const facts::OpT &call, FunctionId target) {
  if (calls.handedOver(&call)) return false;
  if (!calls.program().function(target).coroutine()) return true;
  return std::any_of(caller.ops().begin(), caller.ops().end(), [&](const facts::OpT *op) {
    return op->kind == OpKind::Await && madeBy(caller, op->source).by == &call;
  });
}

PoolTasks::PoolTasks(const Calls &calls, const Spawns &spawns)
    : calls_(calls), spawns_(spawns), places_(calls.program()), hops_(calls, places_) {
  for (const Spawn &spawn : spawns.all())
    for (FunctionId body : spawn.bodies) startedBy_[body].push_back(&spawn);
  for (const auto &function : calls.program().functions())
    for (const CallSite &site : calls.of(function->id()))
      for (FunctionId target : site.targets)
        if (runsHere(calls, *function, *site.op, target)) callers_[target].push_back({function->id(), site.op});
  for (const auto &function : calls.program().functions())
    for (const facts::OpT *op : function->ops()) {  // `explicit Reader(Pool &pool) : pool_(pool) {}`
      const facts::ValueT *member = op->kind == OpKind::Init ? function->value(op->destination) : nullptr;
      const facts::ValueT *given = member ? function->value(function->strip(op->source)) : nullptr;
      if (!given || member->kind != ValueKind::Member || given->kind != ValueKind::Param) continue;
      const Type type = function->type(member->type);
      if (type.isReference() || type.is(facts::TypeKind::Pointer))
        lent_[member->usr].push_back({function->id(), given->index});
    }
}

// Where a lambda's capture comes from, in the words of the function around it.
static std::string outwardOfCapture(const LockPlaces &places, const Spawn &spawn, const Function &body,
                                    const std::string &path) {
  const std::size_t end = path.find('\n');
  const std::string name = path.substr(8, end == std::string::npos ? end : end - 8);
  for (const facts::OpT *op : spawn.function->ops())
    if (op->kind == OpKind::Closure && op->function == body.head().closure)
      for (const auto &capture : op->captures)
        if (capture->name == name) {
          const std::string outer = places.path(*spawn.function, capture->value);
          return outer.empty() || end == std::string::npos ? outer : outer + path.substr(end);
        }
  return {};
}

// The path in the words of the function that starts the task.
std::string PoolTasks::outward(const Asked &asked, const Spawn &spawn) const {
  if (asked.path.starts_with("capture ")) return outwardOfCapture(places_, spawn, *asked.function, asked.path);
  if (spawn.as == Invocation::Task)  // of a coroutine that is called for its task: its arguments
    for (const facts::OpT *op : spawn.function->ops())
      if (calls_.handedOver(op) && calledCoroutine(calls_, *spawn.function, *op) == asked.function->id())
        return places_.rebased(asked.path, *spawn.function, *op);
  return asked.path.starts_with("this") ? asked.path : std::string();  // the captured object
}

bool PoolTasks::isSame(const Function &function, const std::string &one, const Function &other,
                       const std::string &two) const {
  const std::string identity = places_.identity(function, one);
  if (!identity.empty() && identity == places_.identity(other, two)) return true;
  Sources left, right;
  addSources(function, one, left, 0);
  addSources(other, two, right, 0);
  return left.size() == 1 && left == right && !left.count("");
}

// Two members may refer to one pool: where their constructors got it from. "" where that is not known.
void PoolTasks::addSources(const Function &function, const std::string &path, Sources &sources, unsigned depth) const {
  static constexpr unsigned most = 6;
  constexpr std::string_view parameter = "param ";
  if (path.empty() || depth > most) {
    sources.insert("");
    return;
  }
  const std::string identity = places_.identity(function, path);
  if (auto lent = lent_.find(identity); lent != lent_.end()) {
    for (const auto &[constructor, index] : lent->second)
      addSources(calls_.program().function(constructor), std::string(parameter) + std::to_string(index), sources,
                 depth + 1);
  } else if (path.starts_with(parameter) && path.find('\n') == std::string::npos) {
    const Chain callers = callersOf(function.id());
    if (callers.empty()) sources.insert("");
    for (const auto &[from, call] : callers) {
      const Function &caller = calls_.program().function(from);
      addSources(caller, places_.rebased(path, caller, *call), sources, depth + 1);
    }
  } else {
    sources.insert(identity.empty() ? function.name() + "\n" + path : identity);
  }
}

bool PoolTasks::isSame(const Asked &asked, const Spawn &spawn) const {
  if (spawn.executor < 0) return false;
  const std::string taker = places_.path(*spawn.function, spawn.executor);
  if (isSame(*asked.function, asked.path, *spawn.function, taker)) return true;
  const std::string given = outward(asked, spawn);
  return !given.empty() && (given == taker || isSame(*spawn.function, given, *spawn.function, taker));
}

std::optional<PoolStart> PoolTasks::startOf(const Asked &asked) const {
  const Whereabouts where = hops_.before(*asked.function, *asked.op);
  if (where.kind == Whereabouts::Moved &&
      (where.hop.pool == asked.path || isSame(*asked.function, where.hop.pool, *asked.function, asked.path)))
    return PoolStart{asked.function->id(), where.hop.op, where.hop.by, true};
  auto started = where.kind == Whereabouts::Home ? startedBy_.find(asked.function->id()) : startedBy_.end();
  if (started == startedBy_.end()) return std::nullopt;
  for (const Spawn *spawn : started->second)
    if (isSame(asked, *spawn)) return PoolStart{spawn->function->id(), spawn->op, spawn->by, false};
  return std::nullopt;
}

std::optional<PoolStart> PoolTasks::runsOnSome(const Function &function, const facts::OpT &op) const {
  auto started = startedBy_.find(function.id());
  if (started == startedBy_.end() || hops_.before(function, op).kind != Whereabouts::Home) return std::nullopt;
  for (const Spawn *spawn : started->second)
    if (isPool(spawn->thread)) return PoolStart{spawn->function->id(), spawn->op, spawn->by, false};
  return std::nullopt;
}

std::optional<PoolStart> PoolTasks::runsOn(const Function &function, const facts::OpT &op, const std::string &pool,
                                           Chain &chain) const {
  struct Step {
    Asked asked;
    std::size_t before;
  };
  static constexpr std::size_t most = 200;
  if (pool.empty()) return std::nullopt;
  std::vector<Step> steps{{{&function, &op, pool}, 0}};
  std::set<std::pair<FunctionId, std::string>> seen{{function.id(), pool}};
  for (std::size_t i = 0; i < steps.size() && i < most; ++i) {
    const Asked asked = steps[i].asked;
    if (auto start = startOf(asked)) {
      for (std::size_t at = i; at != 0; at = steps[at].before)
        chain.push_back({steps[at].asked.function->id(), steps[at].asked.op});
      return start;
    }
    auto callers = callers_.find(asked.function->id());
    if (callers == callers_.end() || hops_.before(*asked.function, *asked.op).kind != Whereabouts::Home) continue;
    for (const auto &[from, call] : callers->second) {
      const Function &caller = calls_.program().function(from);
      const std::string path = places_.rebased(asked.path, caller, *call);
      if (!path.empty() && seen.insert({from, path}).second) steps.push_back({{&caller, call, path}, i});
    }
  }
  return std::nullopt;
}

PoolTasks::Chain PoolTasks::callersOf(FunctionId function) const {
  auto found = callers_.find(function);
  return found == callers_.end() ? Chain() : found->second;
}

// ------------------------------------------------------------------ what a wait waits for

// What was copied, or moved, into a value.
static std::int32_t copiedFrom(const Function &function, std::int32_t value) {
  const facts::OpT *made = function.definition(value);
  if (!made || made->kind != OpKind::Construct || made->arguments.size() != 1) return value;
  const std::int32_t from = function.unmoved(made->arguments.front()->value);
  return function.typeOf(from).value().name() == function.typeOf(value).value().name() ? from : value;
}

// `post(pool, std::move(task))`, `[promise = std::move(promise)]`: the variable that the work takes along; -1 for none.
static std::int32_t movedFrom(const Function &function, std::int32_t value) {
  const facts::OpT *made = function.definition(value);
  if (made && made->kind == OpKind::Construct && made->arguments.size() == 1) value = made->arguments.front()->value;
  const facts::ValueT *v = function.value(value);
  if (!v || v->kind != ValueKind::Move || v->inputs.empty()) return -1;
  const facts::ValueT *from = function.value(v->inputs.front());
  return from && from->kind == ValueKind::Local ? v->inputs.front() : -1;
}

// The variables that stand for the started work.
static std::set<std::int32_t> handlesOf(const Function &function, const Spawn &spawn) {
  std::set<std::int32_t> handles;
  if (spawn.op->result >= 0) handles.insert(function.strip(spawn.op->result));
  for (const auto &argument : spawn.op->arguments) {
    // `pool.submit(&waiter, job)`: what is lent along with the job is told when the job is done.
    const facts::ValueT *given = function.value(argument->value);
    if (given && given->kind == ValueKind::Addr && !given->inputs.empty() &&
        function.value(given->inputs.front())->kind == ValueKind::Local)
      handles.insert(given->inputs.front());
    if (const std::int32_t task = movedFrom(function, argument->value); task >= 0) handles.insert(task);
    const facts::OpT *closure = closureBehind(function, argument->value);
    if (!closure) continue;
    for (const auto &capture : closure->captures) {
      if (const std::int32_t promise = movedFrom(function, capture->value); promise >= 0) handles.insert(promise);
      const std::int32_t kept = copiedFrom(function, capture->value);
      const facts::ValueT *v = function.value(kept);
      const bool shares = capture->how == facts::Capture::Reference ||
                          lastComponent(function.typeOf(capture->value).value().name()) == "shared_ptr";
      if (shares && v && v->kind == ValueKind::Local) handles.insert(kept);
    }
  }
  for (const facts::OpT *op :
       function.ops()) {  // futures.push_back(pool.submit(…)), f = pool.submit(…), promise.get_future()
    if (op->object < 0 || op->kind != OpKind::Call) continue;
    std::int32_t object = function.strip(op->object);
    object = heldBy(function, object);  // promise->get_future()
    for (const auto &argument : op->arguments)
      if (handles.count(function.strip(argument->value)) && op != spawn.op &&
          function.value(object)->kind == ValueKind::Local)
        handles.insert(object);
    if (handles.count(object) && op->result >= 0 && op->arguments.empty()) handles.insert(function.strip(op->result));
  }
  return handles;
}

bool waitsForSpawn(const Function &function, const facts::OpT &wait, const Spawn &spawn) {
  const std::set<std::int32_t> handles = handlesOf(function, spawn);
  std::vector<std::int32_t> todo;
  if (wait.object >= 0) todo.push_back(wait.object);
  for (const auto &argument : wait.arguments) todo.push_back(argument->value);
  std::set<std::int32_t> seen;
  while (!todo.empty() && seen.size() < 100) {
    const std::int32_t value = function.unmoved(todo.back());
    todo.pop_back();
    const facts::ValueT *v = function.value(value);
    if (!v || !seen.insert(value).second) continue;
    if (handles.count(value) || handles.count(function.strip(value))) return true;
    todo.insert(todo.end(), v->inputs.begin(), v->inputs.end());
    if (v->kind == ValueKind::Local)
      for (const facts::OpT *write : function.writes(value)) todo.push_back(write->source);
    const facts::OpT *made = function.definition(value);
    if (made && made->object >= 0) todo.push_back(made->object);
    if (made && made->kind == OpKind::Closure)
      for (const auto &capture : made->captures) todo.push_back(capture->value);
  }
  return false;
}

bool returnsSpawn(const Function &function, const Spawn &spawn) {
  const std::vector<const facts::OpT *> ops(function.ops().begin(), function.ops().end());
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    if (op->kind != OpKind::Return || op->source < 0) return false;
    facts::OpT taken;
    taken.object = copiedFrom(function, op->source);
    return waitsForSpawn(function, taken, spawn);
  });
}

}  // namespace cotidy
