// The models speak first; a type that none knows is judged by its promise and its awaiter.
#include "analysis/Tasks.h"

#include <algorithm>
#include <array>

namespace cotidy {

const TypeModel *typeModel(const Models &models, Type type) {
  for (std::string_view name : type.namesWithBases())
    if (const TypeModel *model = models.type(models.normalise(name))) return model;
  return nullptr;
}

bool isGuard(const Models &models, Type type) {
  if (!type) return false;
  const TypeModel *model = typeModel(models, type);
  if (model && model->role != TypeRole::None)
    return model->role == TypeRole::Lock || model->role == TypeRole::AsyncLock;
  const facts::TypeT *facts = type.facts();
  bool record =
      facts->kind == facts::TypeKind::Record && !facts->system && facts->promise.empty() && facts->closure.empty();
  return record && facts->destructor == facts::Destructor::User && facts->api.empty();
}

static TaskKind::Is kindOf(TypeRole role) {
  switch (role) {
  case TypeRole::Task: return TaskKind::Task;
  case TypeRole::Future: return TaskKind::Future;
  case TypeRole::Awaitable: return TaskKind::Awaitable;
  case TypeRole::Sender: return TaskKind::Sender;
  case TypeRole::Generator: return TaskKind::Generator;
  default: return TaskKind::None;
  }
}

// What awaiting gives: by the awaiter, else by the habit that Task<T> gives a T.
static Type resultOf(Type type) {
  if (const auto &awaitable = type.facts()->awaitable; awaitable && awaitable->result >= 0) {
    Type result = Type(type.unit(), awaitable->result).value();
    if (result && !result.is(facts::TypeKind::Dependent)) return result;
  }
  return type.argument(0).value();
}

static TaskKind byItself(Type type) {
  TaskKind kind;
  const facts::TypeT *facts = type.facts();
  if (facts->promise.empty()) return kind;
  if (facts->start == facts::Start::Lazy) kind.start = Start::Lazy;
  if (facts->start == facts::Start::Eager) kind.start = Start::Eager;
  if (facts->await_deleted || (facts->yields && !facts->awaitable)) {
    kind.is = TaskKind::Generator;
    return kind;
  }
  kind.is = TaskKind::Task;
  // It runs at once, and there is no way to wait for it: it was made to be dropped. Where its destructor does something,
  // that may be the end of the coroutine.
  const bool forgotten = kind.start == Start::Eager && !facts->awaitable;
  kind.intended = forgotten && facts->destructor == facts::Destructor::Trivial;
  if (kind.start == Start::Lazy)
    kind.drop = "never-runs";
  else if (forgotten)
    kind.drop = "intended";
  return kind;
}

TaskKind taskKind(const Models &models, Type type) {
  if (!type || !type.is(facts::TypeKind::Record)) return {};
  TaskKind kind = byItself(type);
  const TypeModel *model = typeModel(models, type);
  if (model && model->role == TypeRole::ReadyFuture) return {};  // a value that can be awaited
  if (model && kindOf(model->role) != TaskKind::None) {
    kind.is = kindOf(model->role);
    kind.model = model;
    if (model->start != Start::Unspecified) kind.start = model->start;
    if (!model->drop.empty()) kind.drop = model->drop;
    kind.intended = model->drop == "intended";
    kind.singleUse = model->singleUse;
  }
  if (!kind) return kind;
  kind.result = resultOf(type);
  kind.guard = isGuard(models, kind.result);
  return kind;
}

TaskKind heldTaskKind(const Models &models, Type type) {
  static constexpr std::array<std::string_view, 15> holders{
      "std::vector", "std::array",      "std::deque",      "std::list",          "std::optional",
      "std::map",    "std::set",        "std::pair",       "std::unordered_map", "std::queue",
      "std::stack",  "std::unique_ptr", "std::shared_ptr", "std::tuple",         "std::forward_list"};
  if (TaskKind kind = taskKind(models, type)) return kind;
  if (type.is(facts::TypeKind::Array)) return heldTaskKind(models, type.target());
  if (!type || std::find(holders.begin(), holders.end(), type.name()) == holders.end()) return {};
  for (Type argument : type.arguments())
    if (TaskKind kind = taskKind(models, argument)) return kind;
  return {};
}

}  // namespace cotidy
