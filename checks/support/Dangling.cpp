// The search, and the words that the rules share.
#include "checks/support/Dangling.h"

#include "checks/support/Paths.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// An element or a pointee outlives the variable that it was moved out of: into a closure, a holder, the task itself.
static bool isMovedOn(const Function &function, const Storage &storage) {
  if (!storage.owned && !storage.shared) return false;
  const auto &values = function.body().values;
  return std::any_of(values.begin(), values.end(), [&](const auto &v) {
    return v->kind == ValueKind::Move && !v->inputs.empty() && v->inputs.front() == storage.value;
  });
}

static std::string_view makerOf(const Function &function, const facts::OpT *made) {
  const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
  return callee ? std::string_view(callee->name) : std::string_view();
}

static bool makesShared(std::string_view maker) {
  return maker == "std::make_shared" || maker == "std::allocate_shared";
}

// Looks through the pointer: neither copies it nor moves it on.
static bool looksThrough(const Function &function, const facts::OpT &use, std::int32_t pointer) {
  const facts::CalleeT *callee = use.kind == OpKind::Call ? function.callee(use.callee) : nullptr;
  if (!callee || function.unmoved(use.object) != pointer) return false;
  const std::string_view name = lastComponent(callee->name);
  return name == "operator->" || name == "operator*" || name == "operator bool";
}

// `auto actor = std::make_shared<Actor>();`, and nobody gets a share of it, not even by the object itself.
static bool isOnlyPointer(const Function &function, std::int32_t variable) {
  const auto &writes = function.writes(variable);
  if (writes.size() != 1 || !makesShared(makerOf(function, function.definition(writes.front()->source)))) return false;
  if (function.typeOf(variable).value().argument(0).isOrDerivesFrom("std::enable_shared_from_this")) return false;
  const Uses uses(function);
  return std::all_of(uses.of(variable).begin(), uses.of(variable).end(),
                     [&](const facts::OpT *use) { return looksThrough(function, *use, variable); });
}

// It was made here as the only owner, or is a temporary that is only borrowed from a weak pointer.
static bool isOnlyOwner(const Function &function, const Storage &storage) {
  if (!storage.shared) return true;
  if (storage.kind == Storage::Variable) return isOnlyPointer(function, storage.value);
  if (storage.kind != Storage::Temporary) return false;
  const std::string_view maker = makerOf(function, function.definition(storage.value));
  return makesShared(maker) || maker == "std::weak_ptr::lock";
}

// Nothing can go wrong with what has no state: a tag, a lambda that captures nothing.
static bool isEmpty(const Function &function, const Storage &storage) {
  Type type = function.typeOf(storage.value).value();
  if (!type || type.facts()->kind != facts::TypeKind::Record) return false;
  if (type.isClosure()) return type.facts()->captures == 0;
  const facts::TypeT &facts = *type.facts();
  return !facts.system && !facts.dependent && facts.fields.empty() && facts.bases.empty() &&
         facts.destructor == facts::Destructor::Trivial;
}

// A unique pointer with a deleter of its own may only count a reference down.
static bool hasOwnDeleter(const Function &function, const Storage &storage) {
  const Type type = function.typeOf(storage.value).value();
  const Type deleter = storage.owned && type.name() == "std::unique_ptr" ? type.argument(1) : Type();
  return deleter && deleter.name() != "std::default_delete";
}

static bool isSubject(const Function &function, const Storage &storage) {
  return storage.dies() && isOnlyOwner(function, storage) && !isMovedOn(function, storage) &&
         !isEmpty(function, storage) && !hasOwnDeleter(function, storage);
}

namespace {
struct Search {
  const Analysis &analysis;
  const StartedWorks &works;
  PassedReferences &references;
  const Function &function;
  const std::function<void(const Dangling &)> &visit;

  void look(const facts::OpT &call) const {
    bool saidArgument = false, saidObject = false;
    auto report = [&](const Held &held, Kept::By by, std::optional<Outliving> outliving,
                      const StartedWork *work = nullptr) {
      bool &said = held.argument < 0 ? saidObject : saidArgument;
      if (!outliving || said) return;
      said = true;
      visit({function, call, held, *outliving, by, work, nullptr});
    };
    const TaskKind kind = call.result >= 0 ? taskKind(analysis.models(), function.typeOf(call.result)) : TaskKind();
    if (kind)
      for (const Held &held : analysis.keeps().heldBy(function, call, Kept::Result))
        if (isSubject(function, held.storage))
          report(held, Kept::Result, analysis.fates().outlives(function, call, kind, held.storage));
    for (const Held &held : analysis.keeps().heldBy(function, call, Kept::Detached))
      if (isSubject(function, held.storage))
        report(held, Kept::Detached, analysis.fates().outlivesDetached(function, call, held.storage));
    if (!saidArgument && !kind) lookAtReferences(call);
    if (saidObject || kind || call.object < 0 || hasLoopOfItsOwn()) return;
    const auto method = calledBody(analysis.calls(), function, call);
    const StartedWork *work = method ? works.by(*method) : nullptr;
    if (!work) return;
    for (const Storage &storage : analysis.fates().storages().object(function, call))
      if (isSubject(function, storage))
        report({storage, &call, -1, nullptr}, Kept::Detached,
               analysis.fates().outlivesDetached(function, call, storage), work);
  }

  // `form.fill(0, today())`, and `fill` adds a lambda that refers to it to the list of its object: only temporaries, for how
  // long a variable is needed the author may know.
  void lookAtReferences(const facts::OpT &call) const {
    const auto called = calledBody(analysis.calls(), function, call);
    if (!called || call.arguments.empty()) return;
    const Storages &storages = analysis.fates().storages();
    for (const PassedReference &passed : references.of(*called)) {
      if (passed.parameter >= call.arguments.size()) continue;
      const std::vector<Storage> object = call.object >= 0 ? storages.object(function, call) : std::vector<Storage>();
      if (passed.stored &&
          std::any_of(object.begin(), object.end(), [](const Storage &s) { return s.kind == Storage::Temporary; }))
        continue;
      for (const Storage &storage : storages.reached(function, call, passed.parameter)) {
        if (storage.kind != Storage::Temporary || storage.owned || !isSubject(function, storage)) continue;
        const Held held{storage, &call, static_cast<std::int32_t>(passed.parameter), nullptr};
        if (auto outliving = analysis.fates().outlivesDetached(function, call, storage))
          return visit({function, call, held, *outliving, Kept::Detached, nullptr, &passed});
      }
    }
  }

  // Its work runs only while the function runs that loop.
  bool hasLoopOfItsOwn() const {
    const auto &values = function.body().values;
    return std::any_of(values.begin(), values.end(), [&](const auto &v) {
      const Type type = function.type(v->type);
      if (v->kind != ValueKind::Local || type.isReference() || type.is(facts::TypeKind::Pointer)) return false;
      const Thread thread = analysis.calls().threadOf(type);
      return thread == Thread::Loop || thread == Thread::IoPool;
    });
  }
};
}  // namespace

void forEachDangling(const Analysis &analysis, const std::function<void(const Dangling &)> &visit) {
  const StartedWorks works(analysis);
  PassedReferences references(analysis);
  for (const auto &function : analysis.program().functions()) {
    Search search{analysis, works, references, *function, visit};
    for (const facts::OpT *op : function->ops())
      if (op->kind == OpKind::Call) search.look(*op);
  }
}

std::string nameOf(const Function &function, const Storage &storage, std::string_view text) {
  const std::string &name = function.value(storage.value)->name;
  const std::string quoted = name.empty() ? text.empty() ? "" : " '" + std::string(text) + "'" : " '" + name + "'";
  switch (storage.kind) {
  case Storage::Temporary: return "the temporary" + (text.empty() ? "" : " '" + std::string(text) + "'");
  case Storage::Parameter: return "parameter" + quoted;
  default: return "local" + quoted;
  }
}

static std::string lineOf(const Function &function, const facts::OpT *op) {
  const Location at = op ? locate(function, *op) : Location();
  return at.line ? "line " + std::to_string(at.line) : "";
}

std::string deathOf(const Dangling &dangling) {
  if (dangling.held.storage.kind == Storage::Temporary) return "dies at the end of this statement";
  if (dangling.outliving.death) return "dies at the end of its scope";
  return "dies when '" + dangling.function.head().display + "' " + (dangling.function.coroutine() ? "ends" : "returns");
}

std::string workOf(const Dangling &dangling) {
  if (dangling.passed && dangling.passed->stored) return "what it keeps for later";
  if (dangling.by == Kept::Detached) return "the work that it starts";
  const std::string later = lineOf(dangling.function, dangling.outliving.later);
  switch (dangling.outliving.fate.kind) {
  case Fate::Returned: return "the task, which is returned,";
  case Fate::Stored: return "the task, which is kept for later,";
  case Fate::Detached:
  case Fate::Dropped: return "the task, which runs on by itself,";
  default:
    return later.empty() ? "the task, which is still running," : "the task, which is used again at " + later + ",";
  }
}

std::string calleeName(const Function &function, const facts::OpT &call) {
  const facts::CalleeT *callee = function.callee(call.callee);
  return callee ? callee->display.empty() ? callee->name : callee->display : call.name;
}

// How the callee says it: "parameter 'name'", "its object".
static std::string subjectInCallee(const Dangling &dangling) {
  const facts::CalleeT *callee = dangling.function.callee(dangling.call.callee);
  const std::int32_t i = dangling.held.argument;
  if (i < 0) return "its object";
  if (!callee || i >= static_cast<std::int32_t>(callee->parameters.size())) return "the argument";
  const std::string &name = callee->parameters[i]->name;
  return name.empty() ? "the argument" : "'" + name + "'";
}

std::vector<Step> witness(const Dangling &dangling) {
  std::vector<Step> steps;
  const Function &function = dangling.function;
  const Storage &storage = dangling.held.storage;
  if (storage.kind != Storage::Temporary && function.value(storage.value)->place)
    if (Location at = locate(function, function.value(storage.value)->place); at.line)
      steps.push_back({at, "declared here"});
  if (dangling.outliving.way) {
    std::vector<Step> way = pathSteps(function, *dangling.outliving.way);
    steps.insert(steps.end(), way.begin(), way.end());
  }
  if (dangling.outliving.later)
    steps.push_back({locate(function, *dangling.outliving.later), "the task goes on here; what it refers to is gone"});
  if (const StartedWork *work = dangling.work)
    steps.push_back({locate(*work->function, *work->start),
                     "in '" + work->function->head().display + "': the work gets 'this' here, and no share of it"});
  if (const PassedReference *passed = dangling.passed)
    steps.push_back({locate(*passed->function, *passed->start),
                     "in '" + passed->function->head().display + "': a lambda that refers to it " +
                         (passed->stored ? "is kept here" : "gets away here")});
  const Kept *kept = dangling.held.kept;
  if (!kept || !kept->use || !kept->function) return steps;
  if (kept->suspension)
    if (Location at = locate(*kept->function, *kept->suspension); at.line)
      steps.push_back({at, "the coroutine may be suspended here"});
  Location at = locate(*kept->function, *kept->use);
  if (at.line)
    steps.push_back(
        {at, "in '" + kept->function->head().display + "': " + subjectInCallee(dangling) + " is used here"});
  return steps;
}

Finding danglingFinding(const Dangling &dangling) {
  Finding finding;
  finding.severity = Severity::Error;
  const Storage &storage = dangling.held.storage;
  const bool sure = dangling.outliving.sure && !storage.shared && !storage.assumed && dangling.held.kept &&
                    !dangling.held.kept->suspension;
  finding.confidence = sure && dangling.outliving.fate.kind != Fate::Stored ? Confidence::Proved : Confidence::Likely;
  finding.at = locate(dangling.function, dangling.call);
  finding.steps = witness(dangling);
  finding.function = dangling.function.name();
  finding.subject = calleeName(dangling.function, dangling.call);
  finding.statement = statementOf(dangling.function, dangling.call);
  return finding;
}

}  // namespace cotidy
