// Does a task go on when something that it uses is dead? A temporary dies with its full expression, a variable at its
// Destroy or End, the rest with the function. Between the making of the task and that death, whatever may wait for the
// task is believed to do so: what is not known is silent.
#include "analysis/CallableFlow.h"
#include "analysis/FatesCache.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

struct Fates::Question {
  const Function &function;
  const facts::OpT &made;
  const TaskKind &kind;
  const Storage &storage;
  bool temporary() const { return storage.kind == Storage::Temporary; }
  /// Runs on although nobody holds it any more. A future whose destructor may wait is not believed to.
  bool detaches() const {
    const bool waits = kind.model && kind.model->destructorBlocks != Blocking::None;
    return kind.eager() && !waits && (kind.intended || kind.drop == "detaches");
  }
};

bool endsLife(const facts::OpT &op, const Storage &storage) {
  return (op.kind == OpKind::Destroy || op.kind == OpKind::End) && op.source == storage.value;
}

// Does the function surely end the storage by an operation? Parameters and trivial locals end with it.
static bool diesAtExit(const Function &function, const Storage &storage) {
  const auto &ops = function.ops();
  return storage.kind == Storage::Parameter ||
         std::none_of(ops.begin(), ops.end(), [&](const facts::OpT *op) { return endsLife(*op, storage); });
}

// Where the variable dies on a way from `from` that meets nothing of `blocked`; the death may be the end of the function.
static std::optional<Way> wayToDeath(const Function &function, const facts::OpT *from, const Storage &storage,
                                     const std::function<bool(const facts::OpT &)> &blocked) {
  WayQuestion question;
  question.blocked = blocked;
  if (!diesAtExit(function, storage)) question.ends = [&](const facts::OpT &op) { return endsLife(op, storage); };
  return findWay(function, from, question);
}

static bool isMoved(const Function &function, std::int32_t value) {
  return function.value(value)->kind == ValueKind::Move;
}

// What the start of the work and a later operation have in common: an executor, a scope, an object that owns the work. The
// dying argument itself tells nothing, nor does what was moved away.
static bool sharesPlace(const Function &function, const facts::OpT &start, const Storage &storage,
                        const facts::OpT &op) {
  std::set<std::string> places;
  for (std::int32_t value : operandsOf(start))
    if (const std::int32_t at = function.strip(value);
        !isMoved(function, value) && (at != storage.value || value == start.object))
      places.insert(function.placeKey(at));
  const std::vector<std::int32_t> operands =
      op.kind == OpKind::Destroy ? std::vector<std::int32_t>{op.source} : operandsOf(op);
  return std::any_of(operands.begin(), operands.end(),
                     [&](std::int32_t value) { return places.count(function.placeKey(function.strip(value))) > 0; });
}

static bool isContainer(const Function &function, const facts::OpT &op) {
  const Type object = op.object >= 0 ? function.typeOf(op.object).object() : Type();
  return object && object.facts()->lifetime == facts::Lifetime::Owner;
}

// Does the call wait, or run what was started? An unknown one may, where it could know of the work.
bool Fates::callWaits(const Function &function, const facts::OpT &op, const facts::OpT &start,
                      const Storage &storage) const {
  const Calls &calls = storages_.calls();
  const CallSite *site = calls.at(function.id(), &op);
  if (!site || isContainer(function, op)) return false;
  auto waits = [](const FunctionModel *model) {
    return model->blocks == Blocking::Wait || model->joins || model->runsLoop || model->suspends;
  };
  if (std::any_of(site->models.begin(), site->models.end(), waits)) return true;
  if (effects_.of(function, op, Effect::Wait) || effects_.of(function, op, Effect::Sleep)) return true;
  // What starts something itself, or is known to return at once, waits for nothing.
  auto starts = [](const FunctionModel *model) { return model->spawns || model->detaches || model->nonblocking; };
  if (std::any_of(site->models.begin(), site->models.end(), starts)) return false;
  const bool shares = sharesPlace(function, start, storage, op);
  for (FunctionId target : site->targets)
    for (const CallSite &inner : calls.of(target))
      if ((shares && inner.unknown) || std::any_of(inner.models.begin(), inner.models.end(), waits)) return true;
  if (!site->targets.empty() || op.kind != OpKind::Call) return false;
  const bool blind = site->unknown && (function.head().main || op.arguments.empty() || op.object >= 0);
  return shares || blind;
}

// `post(io, work)` copies the callable that it runs: what is left of it here has nothing to do with the work.
static bool isCopyOfWork(const Calls &calls, const Function &function, const facts::OpT &start, std::int32_t value) {
  const CallSite *site = calls.at(function.id(), &start);
  if (!site) return false;
  const auto runs = [&](std::size_t argument) {
    return std::any_of(site->models.begin(), site->models.end(), [&](const FunctionModel *model) {
      return std::any_of(model->invokes.begin(), model->invokes.end(), [&](const Invocation &how) {
        return how.when != Invocation::Now && how.argument && takes(how, argument, start.arguments.size());
      });
    });
  };
  for (std::size_t i = 0; i < start.arguments.size(); ++i)
    if (denotes(function, start.arguments[i]->value, value) && runs(i)) return true;
  return false;
}

// std::vector<const_buffer>: what waits for nothing when it dies, and owns no work.
static bool isSequenceOfViews(const Storages &storages, Type type) {
  return type && type.facts()->lifetime == facts::Lifetime::Owner && storages.isView(type.argument(0));
}

// thread.detach(): the object has nothing to do with the work any more.
bool Fates::letsGo(const Function &function, const facts::OpT &start) const {
  const CallSite *site =
      start.object >= 0 && start.arguments.empty() ? storages_.calls().at(function.id(), &start) : nullptr;
  return site && std::any_of(site->models.begin(), site->models.end(),
                             [](const FunctionModel *model) { return model->detaches; });
}

// Whatever may wait for the work between its start and the death of what it uses.
bool Fates::mayWait(const Function &function, const facts::OpT &op, const facts::OpT &start,
                    const Storage &storage) const {
  if (effects_.of(function, op, Effect::BusyWait)) return true;
  switch (op.kind) {
  case OpKind::Await:
  case OpKind::Yield: return true;
  case OpKind::Destroy: {
    if (effects_.of(function, op, Effect::Destructor)) return true;
    const Type type = function.typeOf(op.source).value();
    if (op.temporary || letsGo(function, start) || isSequenceOfViews(storages_, type)) return false;
    const TypeModel *model = typeModel(storages_.calls().models(), type);
    return (model && model->role == TypeRole::Scope) ||
           (op.source != storage.value && sharesPlace(function, start, storage, op) &&
            !isCopyOfWork(storages_.calls(), function, start, op.source));
  }
  case OpKind::Call:
  case OpKind::Construct: return callWaits(function, op, start, storage);
  default: return false;
  }
}

static bool reaches(const Function &function, const facts::OpT *from, const facts::OpT *to) {
  WayQuestion question;
  question.ends = [&](const facts::OpT &op) { return &op == to; };
  return findWay(function, from, question).has_value();
}

// Work on a loop of this function runs only while the function runs the loop, and that waits.
static bool runsHereOnly(const Calls &calls, const Storages &storages, const Function &function,
                         const facts::OpT &start) {
  for (std::int32_t value : operandsOf(start)) {
    const Thread thread = calls.threadOf(function.typeOf(value));
    if (thread != Thread::Loop && thread != Thread::IoPool) continue;
    for (const Storage &storage : storages.of(function, value))
      if (storage.dies()) return true;
  }
  return false;
}

// The death is a wait itself: the object's own destructor joins its thread before its members go.
static bool endsWork(const Effects &effects, const Function &function, const facts::OpT &death) {
  const auto witness = effects.of(function, death, Effect::Destructor);
  if (!witness) return false;
  const auto chain = effects.chain(*witness);
  return std::all_of(chain.begin(), chain.end(), [](const Witness &step) {
    return !step.next || step.nextEffect == Effect::Wait || step.nextEffect == Effect::Destructor;
  });
}

static std::string objectPlace(const Function &function, const facts::OpT &op) {
  return op.kind == OpKind::Call && op.object >= 0 ? function.placeKey(function.strip(op.object)) : std::string();
}

std::optional<Outliving> Fates::outlivesDetached(const Function &function, const facts::OpT &start,
                                                 const Storage &storage, const Unrelated &unrelated) const {
  if (!storage.dies()) return std::nullopt;
  Outliving result{{Fate::Detached, &start, -1}, nullptr, nullptr, true, {}};
  if (storage.kind == Storage::Temporary) {
    if (start.result >= 0 && awaitedTogether(function, start.result)) return std::nullopt;
    return result;
  }
  if (runsHereOnly(storages_.calls(), storages_, function, start)) return std::nullopt;
  auto waits = [&](const facts::OpT &op) {
    return mayWait(function, op, start, storage) && !(unrelated && unrelated(op));
  };
  // A loop that waits is believed to turn at least once, and `if (t.joinable()) t.join()` to join.
  std::set<std::int32_t> loops;
  std::set<std::string> objects;
  for (const facts::OpT *op : function.ops()) {
    if (!waits(*op)) continue;
    if (const std::string place = objectPlace(function, *op); !place.empty()) objects.insert(place);
    for (std::int32_t loop = op->loop; loop >= 0; loop = function.body().loops[loop]->parent)
      if (!inLoop(function.body(), start, loop)) loops.insert(loop);
  }
  auto way = wayToDeath(function, &start, storage, [&](const facts::OpT &op) {
    return loops.count(op.loop) || objects.count(objectPlace(function, op)) || waits(op);
  });
  if (!way || (way->end && endsWork(effects_, function, *way->end))) return std::nullopt;
  result.death = way->end;
  result.way = std::move(way);
  return result;
}

bool Fates::outlivesFunction(const Function &function, const facts::OpT &start) const {
  return outlivesDetached(function, start, {Storage::Parameter, -1}).has_value();  // a parameter dies at the very end
}

// The task is in a local. What happens to that local after the storage is dead?
std::optional<Outliving> Fates::held(const Question &question, const Fate &fate, unsigned depth) const {
  if (depth > 3) return std::nullopt;
  const Function &function = question.function;
  std::vector<Fate> uses = of(function, fate.variable);
  auto usesIt = [&](const facts::OpT &op) {
    return std::any_of(uses.begin(), uses.end(), [&](const Fate &f) { return f.op == &op && f.kind != Fate::Dropped; });
  };
  auto holderDies = [&](const facts::OpT &op) {
    return op.source == fate.variable && (op.kind == OpKind::Destroy || op.kind == OpKind::End);
  };
  const facts::OpT *from = question.made.result >= 0 && fate.op ? &question.made : fate.op;
  Outliving result{fate, nullptr, nullptr, true, {}};
  if (!question.temporary()) {
    for (const Fate &use : uses)
      if (use.kind == Fate::Returned || use.kind == Fate::Stored || use.kind == Fate::Detached ||
          use.kind == Fate::Held)
        if (auto found = use.kind == Fate::Held ? held(question, use, depth + 1) : escapes(question, use)) return found;
    if (!question.kind.lazy() && !question.kind.eager()) return std::nullopt;
    auto way = wayToDeath(function, from, question.storage, [&](const facts::OpT &op) {
      return usesIt(op) || (holderDies(op) && (!question.detaches() || effects_.of(function, op, Effect::Destructor)));
    });
    if (!way) return std::nullopt;
    result.death = way->end;
    result.way = std::move(way);
    if (question.kind.eager()) return result;
    if (!result.death) return std::nullopt;  // both end with the function
    from = result.death;
  }
  for (const Fate &use : uses)
    if (use.op && use.kind != Fate::Dropped && !result.later && reaches(function, from, use.op)) result.later = use.op;
  if (result.later || (question.kind.eager() && question.temporary())) return result;
  return std::nullopt;
}

// The task leaves the function, or runs on by itself.
std::optional<Outliving> Fates::escapes(const Question &question, const Fate &fate) const {
  const Function &function = question.function;
  switch (fate.kind) {
  case Fate::Returned:
    if (function.coroutine()) return std::nullopt;
    return Outliving{fate, nullptr, nullptr, true, {}};
  case Fate::Dropped:
    if (!question.detaches()) return std::nullopt;
    [[fallthrough]];
  case Fate::Detached:
  case Fate::Stored: {
    auto result = outlivesDetached(function, *fate.op, question.storage);
    if (result) result->fate = fate;
    return result;
  }
  default: return std::nullopt;
  }
}

std::optional<Outliving> Fates::outlives(const Function &function, const facts::OpT &made, const TaskKind &kind,
                                         const Storage &storage) const {
  if (!storage.dies() || made.result < 0) return std::nullopt;
  Question question{function, made, kind, storage};
  std::vector<Fate> fates = of(function, made.result);
  if (fates.empty() && question.detaches()) fates.push_back({Fate::Dropped, &made, -1});
  for (const Fate &fate : fates)
    if (fate.kind == Fate::Unknown || fate.kind == Fate::Awaited || fate.kind == Fate::Blocked) return std::nullopt;
  for (const Fate &fate : fates)
    if (auto found = fate.kind == Fate::Held ? held(question, fate, 0) : escapes(question, fate)) return found;
  return std::nullopt;
}

}  // namespace cotidy
