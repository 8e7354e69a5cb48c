// Against the direction of the calls, with the pool's place in the words of each caller, until a spawn on that pool is met.
#include "analysis/PoolTasks.h"

#include "analysis/Made.h"
#include "analysis/Storage.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

PoolTasks::PoolTasks(const Calls &calls, const Spawns &spawns)
    : calls_(calls), spawns_(spawns), places_(calls.program()) {
  for (const Spawn &spawn : spawns.all())
    for (FunctionId body : spawn.bodies) startedBy_[body].push_back(&spawn);
  for (const auto &function : calls.program().functions())
    for (const CallSite &site : calls.of(function->id()))
      if (!calls.handedOver(site.op))
        for (FunctionId target : site.targets) callers_[target].push_back({function->id(), site.op});
}

// Where a lambda's capture comes from, in the words of the function around it.
static std::string outward(const LockPlaces &places, const Spawn &spawn, const Function &body,
                           const std::string &path) {
  if (path.starts_with("this")) return path;  // the captured object
  const std::size_t end = path.find('\n');
  if (!path.starts_with("capture ")) return {};
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

bool PoolTasks::isSame(const Asked &asked, const Spawn &spawn) const {
  if (spawn.executor < 0) return false;
  const std::string other = places_.path(*spawn.function, spawn.executor);
  const std::string one = places_.identity(*asked.function, asked.path), two = places_.identity(*spawn.function, other);
  if (!one.empty() && one == two) return true;
  const std::string out = outward(places_, spawn, *asked.function, asked.path);
  return !out.empty() && out == other;
}

const Spawn *PoolTasks::runsOn(const Function &function, std::int32_t pool,
                               std::vector<std::pair<FunctionId, const facts::OpT *>> &chain) const {
  const std::string path = places_.path(function, pool);
  return path.empty() ? nullptr : search({&function, path}, chain);
}

const Spawn *PoolTasks::search(Asked start, std::vector<std::pair<FunctionId, const facts::OpT *>> &chain) const {
  struct Step {
    Asked asked;
    std::size_t before;
    const facts::OpT *call;
  };
  static constexpr std::size_t most = 200;
  std::vector<Step> steps{{start, 0, nullptr}};
  std::set<std::pair<FunctionId, std::string>> seen{{start.function->id(), start.path}};
  for (std::size_t i = 0; i < steps.size() && i < most; ++i) {
    const Asked asked = steps[i].asked;
    if (auto started = startedBy_.find(asked.function->id()); started != startedBy_.end())
      for (const Spawn *spawn : started->second)
        if (isSame(asked, *spawn)) {
          for (std::size_t at = i; steps[at].call; at = steps[at].before)
            chain.push_back({steps[at].asked.function->id(), steps[at].call});
          return spawn;
        }
    auto callers = callers_.find(asked.function->id());
    if (callers == callers_.end()) continue;
    for (const auto &[from, op] : callers->second) {
      const Function &caller = calls_.program().function(from);
      const std::string path = places_.rebased(asked.path, caller, *op);
      if (!path.empty() && seen.insert({from, path}).second) steps.push_back({{&caller, path}, i, op});
    }
  }
  return nullptr;
}

// ------------------------------------------------------------------ what a wait waits for

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
    const facts::OpT *closure = closureBehind(function, argument->value);
    if (!closure) continue;
    for (const auto &capture : closure->captures) {
      const facts::ValueT *v = function.value(capture->value);
      const bool shares = capture->how == facts::Capture::Reference ||
                          lastComponent(function.typeOf(capture->value).value().name()) == "shared_ptr";
      if (shares && v && v->kind == ValueKind::Local) handles.insert(capture->value);
    }
  }
  for (const facts::OpT *op :
       function.ops()) {  // futures.push_back(pool.submit(…)), f = pool.submit(…), promise.get_future()
    if (op->object < 0 || op->kind != OpKind::Call) continue;
    std::int32_t object = function.strip(op->object);
    for (const facts::ValueT *v = function.value(object); v && v->kind == ValueKind::Deref && !v->inputs.empty();
         v = function.value(object))
      object = function.strip(v->inputs.front());  // promise->get_future()
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

}  // namespace cotidy
