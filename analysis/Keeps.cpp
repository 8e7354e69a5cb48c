// A lazy coroutine uses all that it touches after its caller went on, an eager one what it touches behind its first
// suspension. A plain function passes on what the tasks use that it returns or starts.
#include "analysis/Keeps.h"

#include "analysis/CallableFlow.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

Keeps::Keeps(const Fates &fates) : fates_(fates) {}

static void add(std::vector<Kept> &all, Kept kept) {
  for (Kept &known : all)
    if (known.what == kept.what && known.index == kept.index && known.by == kept.by) {
      known.pointee &= kept.pointee;
      return;
    }
  all.push_back(kept);
}

// From storage in a body to what it is of the caller's; none where it is the body's own.
static std::optional<Kept> ofCaller(const Function &function, const Storage &storage) {
  Kept kept;
  switch (storage.kind) {
  case Storage::Argument:
    kept.index = function.value(storage.value)->index;
    kept.pointee = storage.pointee;
    return kept;
  case Storage::This: kept.what = function.head().lambda ? Kept::Capture : Kept::This; break;
  case Storage::Copied:
  case Storage::Captured: kept.what = Kept::Capture; break;
  default: return std::nullopt;
  }
  if (kept.what == Kept::Capture) kept.index = storage.value;
  return kept;
}

std::map<const facts::OpT *, const facts::OpT *> afterSuspension(const Function &coroutine) {
  std::map<const facts::OpT *, const facts::OpT *> after;
  std::map<std::int32_t, const facts::OpT *> entered;   // blocks, and the suspension before them
  std::vector<std::int32_t> todo;
  auto walk = [&](const facts::BlockT &block, const facts::OpT *suspended) {
    for (const auto &op : block.ops) {
      if (suspended) after.try_emplace(op.get(), suspended);
      const bool suspends =
          (op->kind == OpKind::Await && op->ready != facts::Ready::Always) || op->kind == OpKind::Yield;
      if (!suspended && suspends) suspended = op.get();
      if (suspended && op->try_ >= 0 && entered.try_emplace(op->try_, suspended).second) todo.push_back(op->try_);
    }
    if (!suspended) return;
    for (std::int32_t next : coroutine.successors(block))
      if (entered.try_emplace(next, suspended).second) todo.push_back(next);
  };
  for (const facts::BlockT *block : coroutine.blocks())
    if (!entered.count(block->id)) walk(*block, nullptr);
  while (!todo.empty()) {
    const std::int32_t id = todo.back();
    todo.pop_back();
    if (const facts::BlockT *block = coroutine.block(id)) walk(*block, entered[id]);
  }
  return after;
}

// Naming something is no use of it: `(void)name`, a reference that is bound and a wrapper that is never read.
static bool isUse(const facts::OpT &op) {
  return op.kind != OpKind::Discard && op.kind != OpKind::Destroy && op.kind != OpKind::End &&
         !(op.kind == OpKind::Init && op.by_reference);
}

void Keeps::coroutine(const Function &function, std::vector<Kept> &into) const {
  const TaskKind kind = taskKind(storages().calls().models(), function.resultType());
  const bool lazy = kind.lazy() || (kind.is == TaskKind::Generator && !kind.eager());
  const auto after = lazy ? decltype(afterSuspension(function))() : afterSuspension(function);
  for (const facts::OpT *op : function.ops()) {
    auto suspended = after.find(op);
    if ((lazy || suspended != after.end()) && isUse(*op)) {
      for (const Storage &storage : storages().touched(function, *op))
        if (auto kept = ofCaller(function, storage)) {
          kept->function = &function;
          kept->use = op;
          if (!lazy) kept->suspension = suspended->second;
          add(into, *kept);
        }
    } else if (op->kind == OpKind::Call) {
      // Before the suspension, but the callee's task goes on: this coroutine waits for it.
      for (const Held &held : heldBy(function, *op, Kept::Result)) {
        auto kept = ofCaller(function, held.storage);
        if (!kept || !fates_.awaitedTogether(function, op->result)) continue;
        kept->function = held.kept ? held.kept->function : &function;
        kept->use = held.kept ? held.kept->use : op;
        kept->suspension = held.kept ? held.kept->suspension : nullptr;
        add(into, *kept);
      }
    }
  }
}

// What the task that a plain function returns keeps using.
void Keeps::returned(const Function &function, std::vector<Kept> &into) const {
  if (!taskKind(storages().calls().models(), function.resultType())) return;
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Return || op->source < 0) continue;
    for (const Held &held : heldByTask(function, op->source)) {
      auto kept = ofCaller(function, held.storage);
      if (!kept) continue;
      kept->function = held.kept ? held.kept->function : &function;
      kept->use = held.kept ? held.kept->use : held.call;
      kept->suspension = held.kept ? held.kept->suspension : nullptr;
      add(into, *kept);
    }
  }
}

// What work keeps using that the function starts and does not wait for.
void Keeps::detached(const Function &function, std::vector<Kept> &into) const {
  const Models &models = storages().calls().models();
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Call) continue;
    std::vector<Held> all = heldBy(function, *op, Kept::Detached);
    if (op->result >= 0 && taskKind(models, function.typeOf(op->result)).pending()) {
      std::vector<Held> byTask = heldBy(function, *op, Kept::Result);
      std::vector<Fate> fates = byTask.empty() ? std::vector<Fate>() : fates_.of(function, op->result);
      if (std::any_of(fates.begin(), fates.end(),
                      [](const Fate &f) { return f.kind == Fate::Detached || f.kind == Fate::Stored; }))
        all.insert(all.end(), byTask.begin(), byTask.end());
    }
    for (const Held &held : all) {
      auto kept = ofCaller(function, held.storage);
      if (!kept || kept->what == Kept::Capture || !fates_.outlivesFunction(function, *op)) continue;
      kept->by = Kept::Detached;
      kept->function = held.kept ? held.kept->function : &function;
      kept->use = held.kept ? held.kept->use : op;
      kept->suspension = held.kept ? held.kept->suspension : nullptr;
      add(into, *kept);
    }
  }
}

// The work holds a pointer of its own to the object: [self = shared_from_this()].
static bool keepsItself(const Function &function) {
  const auto &ops = function.ops();
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
    const std::string_view name = callee                     ? lastComponent(callee->name)
                                  : op->kind == OpKind::Call ? std::string_view(op->name)
                                                             : std::string_view();
    return name == "shared_from_this" || name == "weak_from_this";
  });
}

const std::vector<Kept> &Keeps::of(FunctionId id) const {
  auto [known, isNew] = summaries_.try_emplace(id);
  if (!isNew) return known->second;   // recursion finds nothing new
  const Function &function = storages().calls().program().function(id);
  std::vector<Kept> all;
  if (function.coroutine())
    coroutine(function, all);
  else
    returned(function, all);
  detached(function, all);
  if (keepsItself(function)) std::erase_if(all, [](const Kept &kept) { return kept.what == Kept::This; });
  return summaries_[id] = std::move(all);
}

// A function that is only declared here and returns a lazy task: a coroutine, as far as one can see. It uses its arguments
// when somebody awaits the task.
static bool laterByItsType(const Models &models, const Function &function, const facts::OpT &call,
                           const CallSite &site) {
  const facts::CalleeT *callee = function.callee(call.callee);
  const TaskKind kind = taskKind(models, function.typeOf(call.result).value());
  return callee && callee->body == facts::BodySeen::Nowhere && !callee->system && callee->operator_.empty() &&
         site.models.empty() && site.targets.empty() && !callee->virtual_ && kind.is == TaskKind::Task && kind.lazy();
}

// Of its parameters, those that refer to what the caller owns; a task that it is given is its own to await.
static bool refers(const Storages &storages, const Function &function, const facts::CalleeT &callee,
                   std::size_t index) {
  if (index >= callee.parameters.size() || callee.parameters[index]->pack) return false;
  const Type type = function.typeOfCallee(callee.parameters[index]->type);
  const bool reference = type.isReference();
  return (reference || storages.isView(type)) && !taskKind(storages.calls().models(), type.value());
}

// A class or a string, and no pointer: what a smart pointer points to may have other owners.
static bool isPlainObject(Type type) {
  return type.is(facts::TypeKind::Record) &&
         (type.name() == "std::basic_string" || (!type.facts()->system && type.arguments().empty()));
}

// `parallel_for_each(jars, [](Jar &jar) { return open(jar); })`: what runs for each element goes on using it.
static bool keepsElements(const Keeps &keeps, const Function &function, const facts::OpT &call, const CallSite &site) {
  const Program &program = keeps.storages().calls().program();
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    const Type type = function.typeOf(call.arguments[i]->value).object();
    const bool repeats = std::any_of(site.models.begin(), site.models.end(), [&](const FunctionModel *model) {
      return std::any_of(model->invokes.begin(), model->invokes.end(),
                         [&](const Invocation &how) { return how.repeated && takes(how, i, call.arguments.size()); });
    });
    if (!type.isClosure() || !repeats) continue;
    for (FunctionId id : program.callOperators(function, type.facts()->closure))
      for (const Kept &kept : keeps.of(id)) {
        if (kept.what != Kept::Argument || kept.by != Kept::Result || kept.index != 0 || kept.pointee) continue;
        const Function &body = program.function(id);
        const auto &parameters = body.body().parameters;
        const Type element = parameters.empty() ? Type() : body.typeOf(parameters.front());
        if (element.is(facts::TypeKind::LRef) && isPlainObject(element.value())) return true;
      }
  }
  return false;
}

std::vector<Held> Keeps::heldBy(const Function &function, const facts::OpT &call, Kept::By by) const {
  std::vector<Held> all;
  const CallSite *site = storages().calls().at(function.id(), &call);
  if (!site) return all;
  const auto count = static_cast<int>(call.arguments.size());
  auto argument = [&](int i, const Kept *kept) {
    if (i < 0 || i >= count) return;
    const auto index = static_cast<std::size_t>(i);
    const bool pointee = kept && kept->pointee;
    for (const Storage &storage : pointee ? storages().behind(function, call.arguments[index]->value)
                                          : storages().reached(function, call, index))
      all.push_back({storage, &call, i, kept});
  };
  // What a model keeps is used until the task is done, or, where the call gives nothing, by work that runs on. A view is
  // copied, so that only what it looks at must live.
  const Type result = function.typeOf(call.result).value();
  const bool fits = by == Kept::Result ? bool(taskKind(storages().calls().models(), result))
                                       : !result || result.is(facts::TypeKind::Void);
  for (const FunctionModel *model : site->models)
    for (int i : fits ? model->keeps : std::vector<int>()) {
      const int at = i < 0 ? i + count : i;
      if (at < 0 || at >= count) continue;
      const std::int32_t value = call.arguments[at]->value;
      const bool view = storages().isView(function.typeOf(value));
      for (const Storage &storage : view ? storages().behind(function, value) : storages().of(function, value))
        all.push_back({storage, &call, at, nullptr});
    }
  if (by == Kept::Result && fits && count > 0 && keepsElements(*this, function, call, *site)) argument(0, nullptr);
  const auto body = calledBody(storages().calls(), function, call);
  if (!body && by == Kept::Result && laterByItsType(storages().calls().models(), function, call, *site))
    for (int i = 0; i < count; ++i)
      if (refers(storages(), function, *function.callee(call.callee), static_cast<std::size_t>(i)))
        argument(i, nullptr);
  if (!body) return all;
  for (const Kept &kept : of(*body)) {
    if (kept.by != by || kept.what == Kept::Capture) continue;
    if (kept.what == Kept::Argument)
      argument(kept.index, &kept);
    else
      for (const Storage &storage : storages().object(function, call)) all.push_back({storage, &call, -1, &kept});
  }
  return all;
}

struct Keeps::Walk {
  std::vector<Held> found;
  std::set<std::int32_t> seen;
};

std::vector<Held> Keeps::heldByTask(const Function &function, std::int32_t value) const {
  Walk walk;
  task(function, value, walk);
  return std::move(walk.found);
}

void Keeps::taskOfCall(const Function &function, const facts::OpT &op, Walk &walk) const {
  const Models &models = storages().calls().models();
  for (Held &held : heldBy(function, op, Kept::Result)) walk.found.push_back(held);
  std::vector<std::int32_t> operands = operandsOf(op);
  for (std::int32_t operand : operands) {
    Type type = function.typeOf(operand).value();
    if (heldTaskKind(models, type)) task(function, operand, walk);
    if (type.isClosure() && op.object != operand) closure(function, op, operand, walk);
  }
}

// A continuation uses its captures when the call has long returned. What is called at once uses those that its own task
// keeps.
void Keeps::closure(const Function &function, const facts::OpT &op, std::int32_t operand, Walk &walk) const {
  const CallSite *site = storages().calls().at(function.id(), &op);
  auto isNow = [](const FunctionModel *model) {
    return std::any_of(model->invokes.begin(), model->invokes.end(),
                       [](const Invocation &i) { return i.when == Invocation::Now; });
  };
  if (!site || std::none_of(site->models.begin(), site->models.end(), isNow)) {
    for (const Storage &storage : storages().behind(function, operand))
      walk.found.push_back({storage, &op, -1, nullptr});
    return;
  }
  const facts::OpT *made = function.definition(function.unmoved(operand));
  for (FunctionId id :
       storages().calls().program().callOperators(function, function.typeOf(operand).value().facts()->closure))
    for (const Kept &kept : of(id)) {
      if (kept.what != Kept::Capture || kept.by != Kept::Result || !made) continue;
      const std::string &name = storages().calls().program().function(id).value(kept.index)->name;
      for (const auto &capture : made->captures)
        if (capture->name == name && capture->how == facts::Capture::Reference)
          for (const Storage &storage : storages().of(function, capture->value))
            walk.found.push_back({storage, &op, -1, &kept});
    }
}

void Keeps::task(const Function &function, std::int32_t value, Walk &walk) const {
  const facts::ValueT *v = function.value(value);
  if (!v || walk.seen.size() > 128 || !walk.seen.insert(value).second) return;
  if (const facts::OpT *op = function.definition(value);
      op && (op->kind == OpKind::Call || op->kind == OpKind::Construct))
    return taskOfCall(function, *op, walk);
  for (const facts::OpT *write : function.writes(value))
    if (write->source >= 0) task(function, write->source, walk);
  if (v->kind != ValueKind::Move && v->kind != ValueKind::Phi && v->kind != ValueKind::Temp) return;
  for (std::int32_t input : v->inputs) task(function, input, walk);
}

}  // namespace cotidy
