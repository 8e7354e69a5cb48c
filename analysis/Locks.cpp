// A forward may-analysis of held mutexes over each function that locks one, and a search upwards for who takes them.
#include "analysis/Locks.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

// Not every wait counts: a condition variable gives the mutex back while it waits.
static constexpr Effect longWork[] = {Effect::Sleep, Effect::File, Effect::Network, Effect::Process, Effect::Database, Effect::Destructor};

Locks::Locks(const Effects &effects) : effects_(effects), calls_(effects.calls()), program_(calls_.program()) {
  for (const auto &function : program_.functions()) findHolds(*function);
  for (const auto &[mutex, hold] : longHolds_) summarise(mutex);
}

// Only shared mutexes have a name that other functions know.
static std::string sharedPlace(const Function &function, std::int32_t value) {
  const facts::ValueT *v = function.value(function.strip(value));
  while (v && (v->kind == facts::ValueKind::Addr || v->kind == facts::ValueKind::Deref || v->kind == facts::ValueKind::Move) && !v->inputs.empty())
    v = function.value(v->inputs.front());
  bool shared = v && (v->kind == facts::ValueKind::Member || v->kind == facts::ValueKind::Global);
  return shared ? v->usr : std::string();
}

// std::scoped_lock and std::lock take several; what follows the mutex of other locks only says how.
static bool takesAll(const CallSite &site) {
  std::string_view last = lastComponent(site.name);
  return last == "scoped_lock" || last == "lock";
}

std::vector<std::string> Locks::acquired(const Function &function, const facts::OpT &op) const {
  std::vector<std::string> all;
  auto add = [&](std::int32_t value) {
    if (std::string mutex = sharedPlace(function, value); !mutex.empty()) all.push_back(std::move(mutex));
    return !all.empty();
  };
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site) return all;
  for (const FunctionModel *model : site->models) {
    if (model->blocks != Blocking::Lock) continue;
    if (op.kind == OpKind::Call && op.object >= 0) {
      if (add(op.object)) return all;
      // `lock.lock()` on a unique_lock: the mutex that it was made with.
      for (const facts::OpT *write : function.writes(function.strip(op.object)))
        if (const facts::OpT *made = function.definition(write->source); made && !made->arguments.empty()) {
          add(made->arguments.front()->value);
          return all;
        }
    }
    for (const auto &argument : op.arguments) {
      add(argument->value);
      if (!takesAll(*site)) break;
    }
    return all;
  }
  return all;
}

std::vector<std::string> Locks::released(const Function &function, const facts::OpT &op, const Guards &guards) const {
  auto heldBy = [&](std::int32_t value) {
    auto guard = guards.find(function.strip(value));
    return guard == guards.end() ? std::vector<std::string>() : guard->second;
  };
  if (op.kind == OpKind::Destroy || op.kind == OpKind::End) return heldBy(op.source);
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  if (!callee || op.object < 0) return {};
  std::string_view method = lastComponent(callee->name);
  if (method != "unlock" && method != "unlock_shared") return {};
  if (guards.count(function.strip(op.object))) return heldBy(op.object);
  std::string mutex = sharedPlace(function, op.object);
  return mutex.empty() ? std::vector<std::string>() : std::vector<std::string>{mutex};
}

void Locks::findHolds(const Function &function) {
  Guards guards;
  for (const facts::OpT *op : function.ops())
    if (auto mutexes = acquired(function, *op); !mutexes.empty() && op->kind == OpKind::Construct)
      guards[function.strip(op->result)] = std::move(mutexes);
  bool any = !guards.empty() || std::any_of(function.ops().begin(), function.ops().end(),
                                            [&](const facts::OpT *op) { return !acquired(function, *op).empty(); });
  if (!any) return;
  std::map<std::int32_t, std::set<std::string>> entry{{function.body().entry, {}}};
  std::vector<std::int32_t> todo{function.body().entry};
  while (!todo.empty()) {
    const facts::BlockT *block = function.block(todo.back());
    todo.pop_back();
    if (!block) continue;
    std::set<std::string> held = entry[block->id];
    for (const auto &op : block->ops) {
      for (Effect effect : longWork)
        if (!held.empty() && effects_.of(function, *op, effect))
          for (const std::string &mutex : held) longHolds_.try_emplace(mutex, LongHold{function.id(), op.get(), effect});
      for (const std::string &mutex : released(function, *op, guards)) held.erase(mutex);
      for (std::string &mutex : acquired(function, *op)) held.insert(std::move(mutex));
    }
    for (std::int32_t next : function.successors(*block)) {
      auto [known, isNew] = entry.try_emplace(next, held);
      std::size_t before = known->second.size();
      known->second.insert(held.begin(), held.end());
      if (isNew || known->second.size() != before) todo.push_back(next);
    }
  }
}

void Locks::summarise(const std::string &mutex) {
  auto &takes = takes_[mutex];
  for (bool changed = true; changed;) {
    std::map<FunctionId, const facts::OpT *> found;
    for (const auto &function : program_.functions()) {
      if (takes.count(function->id())) continue;
      for (const CallSite &site : calls_.of(function->id())) {
        const auto own = acquired(*function, *site.op);
        bool here = std::find(own.begin(), own.end(), mutex) != own.end();
        for (FunctionId target : site.targets) here |= takes.count(target) && !program_.function(target).coroutine();
        if (!here) continue;
        found[function->id()] = site.op;
        break;
      }
    }
    changed = !found.empty();
    takes.insert(found.begin(), found.end());
  }
}

std::vector<std::pair<FunctionId, const facts::OpT *>> Locks::acquisition(const Function &function, const facts::OpT &op,
                                                                         const std::string &mutex) const {
  std::vector<std::pair<FunctionId, const facts::OpT *>> way;
  const auto own = acquired(function, op);
  if (std::find(own.begin(), own.end(), mutex) != own.end()) return {{function.id(), &op}};
  auto takes = takes_.find(mutex);
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site || takes == takes_.end()) return way;
  for (FunctionId target : site->targets) {
    auto taken = takes->second.find(target);
    if (taken == takes->second.end() || program_.function(target).coroutine()) continue;
    way.emplace_back(function.id(), &op);
    const Function &next = program_.function(target);
    auto rest = way.size() > program_.functions().size() ? decltype(way){} : acquisition(next, *taken->second, mutex);
    way.insert(way.end(), rest.begin(), rest.end());
    return way;
  }
  return way;
}

}  // namespace cotidy
