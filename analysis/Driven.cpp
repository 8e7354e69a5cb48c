// Tasks that somebody waits for while they run: sync_wait and its like. Who drives what, and which of it ends at once.
#include "analysis/Effects.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
struct Task {
  FunctionId coroutine;
  bool own;                // a member of the object whose member waits
};
struct Tasks {
  std::vector<Task> known;
  bool complete = true;    // these and no others
};
}  // namespace

// The call whose result the value is, or that the only write of the variable stored.
static const facts::OpT *makerOf(const Function &function, std::int32_t id) {
  id = function.unmoved(id);
  const facts::OpT *op = function.definition(id);
  if (op && op->kind == OpKind::Construct && op->arguments.size() == 1)
    return makerOf(function, op->arguments.front()->value);
  if (op) return op;
  const auto &writes = function.writes(id);
  return writes.size() == 1 ? function.definition(function.unmoved(writes.front()->source)) : nullptr;
}

static std::optional<FunctionId> coroutineOf(const Calls &calls, const Function &function, const facts::OpT &call) {
  const facts::CalleeT *callee = call.kind == OpKind::Call ? function.callee(call.callee) : nullptr;
  auto body = callee ? calls.program().resolve(function, callee->key) : std::nullopt;
  return body && calls.program().function(*body).coroutine() ? body : std::nullopt;
}

static bool isOnThis(const Function &function, const facts::OpT &call) {
  const facts::ValueT *object = function.value(call.object);
  while (object && object->kind == ValueKind::Deref && !object->inputs.empty())
    object = function.value(object->inputs.front());
  return object && object->kind == ValueKind::This;
}

// task.via(executor): the same task, which will run there.
static bool keepsTask(const Calls &calls, const Function &function, const facts::OpT &call) {
  const CallSite *site = call.object >= 0 ? calls.at(function.id(), &call) : nullptr;
  return site && std::any_of(site->models.begin(), site->models.end(),
                             [](const FunctionModel *model) { return model->wrapsOn && !model->wraps; });
}

// Those that a value is made of: a call of a coroutine, or of when_all and its like with such calls.
static void collect(const Calls &calls, const Function &function, std::int32_t id, Tasks &into, unsigned depth) {
  constexpr unsigned deepest = 3;
  const facts::OpT *made = makerOf(function, id);
  const auto coroutine = made ? coroutineOf(calls, function, *made) : std::nullopt;
  if (coroutine) {
    into.known.push_back({*coroutine, isOnThis(function, *made)});
    return;
  }
  if (made && depth < deepest && keepsTask(calls, function, *made))
    return collect(calls, function, made->object, into, depth + 1);
  if (!made || made->kind != OpKind::Call || made->arguments.empty() || depth == deepest) {
    into.complete = false;
    return;
  }
  const CallSite *site = calls.at(function.id(), made);
  // What goes to another thread first does not end at once.
  auto gathers = [](const FunctionModel *model) {
    return model->nonblocking && !model->switches && !model->wrapsOn && model->invokes.empty();
  };
  into.complete &= site && std::any_of(site->models.begin(), site->models.end(), gathers);
  for (const auto &argument : made->arguments) collect(calls, function, argument->value, into, depth + 1);
}

static Tasks tasksOf(const Calls &calls, const Function &function, const facts::OpT &wait) {
  Tasks all;
  for (const auto &argument : wait.arguments) collect(calls, function, argument->value, all, 0);
  return all;
}

// An asynchronous lock of the object's own is free where nobody else has the object any more.
static bool takesOwnLock(const Calls &calls, const Function &function, const facts::OpT &call) {
  const facts::ValueT *mutex = call.object >= 0 ? function.value(call.object) : nullptr;
  const facts::ValueT *owner = mutex && mutex->kind == ValueKind::Member && !mutex->inputs.empty()
                                   ? function.value(mutex->inputs.front())
                                   : nullptr;
  const TypeModel *model = owner ? calls.models().type(function.typeOf(call.object).object().name()) : nullptr;
  return model && model->role == TypeRole::AsyncMutex && owner->kind == ValueKind::This;
}

static bool endsAtOnce(const Calls &calls, FunctionId coroutine, bool alone, std::set<FunctionId> &seen) {
  if (!seen.insert(coroutine).second) return true;
  const Function &function = calls.program().function(coroutine);
  return std::all_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    if (op->kind == OpKind::Yield) return false;
    if (op->kind != OpKind::Await || op->ready == facts::Ready::Always) return true;
    const facts::OpT *made = makerOf(function, op->source);
    if (!made || made->kind != OpKind::Call) return false;
    if (alone && takesOwnLock(calls, function, *made)) return true;
    const auto awaited = coroutineOf(calls, function, *made);
    return awaited && endsAtOnce(calls, *awaited, alone && isOnThis(function, *made), seen);
  });
}

bool waitsForNobody(const Calls &calls, const Function &function, const facts::OpT &wait) {
  const Tasks tasks = tasksOf(calls, function, wait);
  const bool destructor = lastComponent(function.name()).starts_with('~');
  return tasks.complete && !tasks.known.empty() &&
         std::all_of(tasks.known.begin(), tasks.known.end(), [&](const Task &task) {
           std::set<FunctionId> seen;
           return endsAtOnce(calls, task.coroutine, destructor && task.own, seen);
         });
}

std::set<FunctionId> drivenCoroutines(const Calls &calls) {
  std::set<FunctionId> driven;
  for (const auto &function : calls.program().functions()) {
    if (function->coroutine()) continue;
    for (const CallSite &site : calls.of(function->id())) {
      auto waits = [](const FunctionModel *model) { return model->blocks == Blocking::Wait && !model->runsLoop; };
      if (std::none_of(site.models.begin(), site.models.end(), waits)) continue;
      for (const Task &task : tasksOf(calls, *function, *site.op).known) driven.insert(task.coroutine);
    }
  }
  return driven;
}

}  // namespace cotidy
