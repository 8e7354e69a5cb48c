// The search: what refers to the function's own, then how that gets away, then whether the function waits for it.
#include "checks/support/Escaping.h"

#include "analysis/ClosureDeath.h"
#include "analysis/InPlace.h"
#include "analysis/MemberUses.h"
#include "checks/support/AfterAbort.h"
#include "checks/support/ObjectLives.h"
#include "checks/support/OuterFrames.h"
#include "checks/support/Paths.h"
#include "checks/support/Settled.h"
#include "checks/support/Waiting.h"

#include <array>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {

/// Nothing can go wrong with what has no state: a tag, a lambda that captures nothing.
bool hasState(const Function &function, std::int32_t value) {
  Type type = function.typeOf(value).value();
  if (!type || !type.is(facts::TypeKind::Record)) return true;
  if (type.isClosure()) return type.facts()->captures > 0;
  const facts::TypeT &facts = *type.facts();
  return facts.system || facts.dependent || !facts.fields.empty() || !facts.bases.empty() ||
         facts.destructor != facts::Destructor::Trivial;
}

bool isDestructor(const Function &function) { return lastComponent(function.name()).starts_with('~'); }

/// What a search needs to know of the whole program.
struct World {
  Makers makers;
  ObjectLives lives;
};

World survey(const Program &program) {
  World world{{}, ObjectLives(program)};
  for (const auto &function : program.functions())
    for (const facts::OpT *op : function->ops())
      if (op->kind == OpKind::Closure) world.makers.try_emplace(op->function, function.get(), op);
  return world;
}

class Search {
public:
  Search(const Analysis &analysis, const World &world, const Function &function,
         const std::function<void(const Escaping &)> &visit)
      : analysis_(analysis), fates_(analysis.fates()), world_(world), function_(function), visit_(visit) {}

  void run() const {
    for (const facts::OpT *op : function_.ops()) {
      if (!op->place) continue;
      if (op->kind == OpKind::Closure)
        closure(*op);
      else if (op->kind == OpKind::Call || op->kind == OpKind::Construct)
        call(*op);
    }
  }

private:
  bool isSubject(const Storage &storage) const {
    if (storage.shared || storage.assumed || (storage.owned && isGivenAway(function_, storage.value))) return false;
    switch (storage.kind) {
    case Storage::Variable:
    case Storage::Parameter: return hasState(function_, storage.value);
    case Storage::Copied: return !function_.coroutine();
    default: return false;
    }
  }

  void add(std::vector<Subject> &all, const std::vector<Storage> &storages) const {
    for (const Storage &storage : storages) {
      const facts::ValueT *v = function_.value(storage.value);
      if (!v || !isSubject(storage)) continue;
      Subject subject{storage, v->name, storage.kind == Storage::Copied};
      if (subject.name.empty() || subject.name.starts_with("__")) continue;
      if (std::none_of(all.begin(), all.end(), [&](const Subject &s) { return s.storage == storage; }))
        all.push_back(std::move(subject));
    }
  }

  // What the lambda around captured by reference itself.
  void addOuter(std::vector<Subject> &all, std::int32_t captured) const {
    for (const Storage &storage : fates_.storages().of(function_, captured))
      if (storage.kind == Storage::Captured && !storage.shared && !storage.assumed &&
          hasState(function_, storage.value))
        if (const Function *frame = frameThatEndsFirst(analysis_, world_.makers, function_, storage.value))
          all.push_back({storage, function_.value(storage.value)->name, false, false, false, frame});
  }

  // Something else that the work takes along may keep the object alive, as may a later link of its chain:
  // `.then([this] {…}).finally([self = shared_from_this()] {})`.
  bool takesOwner(const facts::OpT &op) const {
    const auto &ops = function_.ops();
    return std::any_of(op.arguments.begin(), op.arguments.end(),
                       [&](const auto &argument) {
                         return mayOwnObject(analysis_.models(), function_.typeOf(argument->value));
                       }) ||
           std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *other) {
             const bool together =
                 other == &op || (op.full_expression >= 0 && other->full_expression == op.full_expression);
             return other->kind == OpKind::Closure && together && capturesOwner(analysis_.models(), function_, *other);
           });
  }

  // How long an object lives is not known, but in its destructor, and where its other work keeps it alive.
  void addThis(std::vector<Subject> &subjects, const facts::OpT &op, std::int32_t value) const {
    Subject subject{Storage{Storage::This, value}, "this"};
    if (!isDestructor(function_)) {
      const Type type = analysis_.program().classAround(function_);
      const std::string_view owner = type.name();
      const bool kept = takesOwner(op);
      const bool shared = world_.lives.shared.count(owner) || outlivesByPart(analysis_.models(), type, function_, op);
      if (owner.empty() || kept || isConstructor(function_) || (!shared && !world_.lives.takenOut.count(owner))) return;
      subject.sharedOwner = true;
      subject.takenOut = !shared;
    }
    subjects.push_back(std::move(subject));
  }

  // A closure inside a closure speaks for itself.
  void closure(const facts::OpT &op) const {
    std::vector<Subject> subjects;
    for (const auto &capture : op.captures) {
      const Type type = function_.type(capture->type);
      if (capture->value < 0 || capture->how == facts::Capture::StarThis) continue;
      if (capture->how == facts::Capture::This) {
        addThis(subjects, op, capture->value);
      } else if (capture->how == facts::Capture::Reference) {
        add(subjects, fates_.storages().of(function_, capture->value));
        addOuter(subjects, capture->value);
      } else if (fates_.storages().isView(type)) {
        add(subjects, fates_.storages().behind(function_, capture->value));
      }
    }
    if (!subjects.empty())
      escapes({Escaping::Closure, function_, op, op.place, std::move(subjects), {}, {}}, op.result);
  }

  // std::bind(f, &x), std::thread(f, std::ref(x)), async_read(socket, buffer(x), handler).
  void call(const facts::OpT &op) const {
    const CallSite *site = analysis_.calls().at(function_.id(), &op);
    if (!site) return;
    for (const FunctionModel *model : site->models) {
      const bool entry = std::any_of(model->invokes.begin(), model->invokes.end(), [](const Invocation &how) {
        return how.as == Invocation::ThreadEntry || (how.as == Invocation::PoolTask && how.when == Invocation::Later);
      });
      if (model->wraps && op.arguments.size() > 1)
        bound(op, op.result);
      else if (entry && op.arguments.size() > 1)
        arguments(op, *site, *model);
      else if (!model->keeps.empty() && endsInHandler(op) &&
               !workKind(analysis_.models(), function_.typeOf(op.result).value()))
        kept(op, *site, *model);
    }
  }

  // A function to be called at the end; with any other token somebody waits, or it depends.
  bool endsInHandler(const facts::OpT &op) const {
    return std::any_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
      return argument->value >= 0 && function_.typeOf(argument->value).value().isClosure();
    });
  }

  // Where a view that is passed on refers to.
  void addView(std::vector<Subject> &subjects, const facts::OpT &op, std::size_t i) const {
    const std::int32_t value = op.arguments[i]->value;
    if (value >= 0 && !function_.typeOf(value).value().isClosure() &&
        fates_.storages().isView(function_.typeOf(value).value()))
      add(subjects, fates_.storages().behind(function_, value));
  }

  // `std::bind(&Session::onRead, this)`: the object itself, and not what a method of it is called with.
  void addBoundThis(std::vector<Subject> &subjects, const facts::OpT &op, std::size_t i) const {
    const facts::ValueT *v = function_.value(op.arguments[i]->value);
    if (i != 1 || !v) return;
    const bool copied = v->kind == ValueKind::Temp && v->inputs.size() == 1;  // bound by reference: a temporary of it
    const std::int32_t object = copied ? v->inputs.front() : op.arguments[i]->value;
    if (function_.value(object)->kind == ValueKind::This) addThis(subjects, op, object);
  }

  void bound(const facts::OpT &op, std::int32_t callable) const {
    std::vector<Subject> subjects;
    for (std::size_t i = 0; i < op.arguments.size(); ++i) {
      addView(subjects, op, i);
      addBoundThis(subjects, op, i);
    }
    if (!subjects.empty() && callable >= 0)
      escapes({Escaping::Bound, function_, op, op.place, std::move(subjects), {}, {}}, callable);
  }

  /// What follows the callable goes to it; what stands before is the call's own, as the handle that pthread_create fills.
  std::size_t firstPassedOn(const FunctionModel &model) const {
    for (const Invocation &how : model.invokes)
      if (how.argument && *how.argument >= 0) return static_cast<std::size_t>(*how.argument) + 1;
    return 0;
  }

  void arguments(const facts::OpT &op, const CallSite &site, const FunctionModel &model) const {
    for (std::size_t i = firstPassedOn(model); i < op.arguments.size(); ++i) {
      std::vector<Subject> subjects;
      addView(subjects, op, i);
      if (subjects.empty() || !op.arguments[i]->place) continue;
      Escaping escaping{Escaping::Argument, function_, op, op.arguments[i]->place, std::move(subjects), {}, {}};
      escaping.escape = {CallableEscape::Later, function_.id(), &op, &op, true, site.name};
      if (outlives(escaping)) return visit_(escaping);
    }
  }

  // std::array<const_buffer, 2>: the sequence is copied, and only what its views refer to must live.
  bool isSequenceOfViews(Type type) const {
    const std::vector<Type> arguments = type.value().arguments();
    return type.value() && type.value().name().starts_with("std::") && !fates_.storages().isView(type.value()) &&
           std::any_of(arguments.begin(), arguments.end(),
                       [&](Type argument) { return fates_.storages().isView(argument); });
  }

  void kept(const facts::OpT &op, const CallSite &site, const FunctionModel &model) const {
    const auto count = static_cast<int>(op.arguments.size());
    for (int i : model.keeps) {
      const int at = i < 0 ? i + count : i;
      if (at < 0 || at >= count || !op.arguments[at]->place) continue;
      std::vector<Subject> subjects;
      if (isSequenceOfViews(function_.typeOf(op.arguments[at]->value)))
        add(subjects, fates_.storages().behind(function_, op.arguments[at]->value));
      else
        add(subjects, fates_.storages().reached(function_, op, static_cast<std::size_t>(at)));
      addView(subjects, op, static_cast<std::size_t>(at));
      if (subjects.empty()) continue;
      Escaping escaping{Escaping::Argument, function_, op, op.arguments[at]->place, std::move(subjects), {}, {}};
      escaping.escape = {CallableEscape::Later, function_.id(), &op, &op, true, site.name};
      if (outlives(escaping)) return visit_(escaping);
    }
  }

  void escapes(Escaping escaping, std::int32_t callable) const {
    const std::vector<Subject> all = escaping.subjects;
    for (const CallableEscape &escape : escapesOf(fates_, function_, callable)) {
      escaping.escape = escape;
      escaping.subjects = all;
      if (outlives(escaping)) return visit_(escaping);
    }
  }

  // `future.deferValue(f)`: nobody runs it but who asks for what the call gives, and that dies here unasked.
  bool diesUnasked(const Escaping &escaping, const Outliving &outliving) const {
    const CallSite *site = analysis_.calls().at(escaping.escape.function, escaping.escape.op);
    const bool waits = site && std::any_of(site->models.begin(), site->models.end(),
                                           [](const FunctionModel *model) { return model->drop == "never-runs"; });
    return waits && !outliving.later &&
           (outliving.fate.kind == Fate::Dropped || outliving.fate.kind == Fate::Held ||
            outliving.fate.kind == Fate::Blocked);
  }

  // Keeps the subjects that are gone while the work goes on.
  bool outlives(Escaping &escaping) const {
    const facts::OpT &start = *escaping.escape.start;
    const TaskKind kind = workKind(analysis_.models(), function_.typeOf(start.result).value());
    std::vector<std::int32_t> used;
    for (const Subject &subject : escaping.subjects) used.push_back(subject.storage.value);
    const auto unrelated = [&](const facts::OpT &op) {
      return awaitsSomethingElse(analysis_, function_, op, start, used);
    };
    std::vector<Subject> gone;
    for (const Subject &subject : escaping.subjects) {
      Storage storage = subject.storage;
      if (!storage.dies())
        storage = {Storage::Parameter, storage.value};  // gone with the function, for all that it knows
      std::optional<Outliving> outliving;
      const bool held = kind && !isMadeInContainer(function_, start);
      if (held && (!escaping.escape.detached || &start == escaping.escape.op))
        outliving = fates_.outlives(function_, start, kind, storage);
      else
        outliving = fates_.outlivesDetached(function_, start, storage, unrelated);
      if (!outliving || (held && diesUnasked(escaping, *outliving)) || (subject.inClosure && !closureDies()) ||
          isRunBy(start, subject) || (outliving->way && leavesByAssertion(function_, *outliving->way)) ||
          settlesBefore(analysis_, function_, start, subject.storage.value) ||
          (subject.sharedOwner && (outliving->fate.kind == Fate::Returned || !outlivesObject(escaping, subject))))
        continue;
      const bool first = gone.empty() || (gone.front().sharedOwner && !subject.sharedOwner);  // what certainly dies
      if (first) escaping.outliving = *outliving;
      gone.insert(first ? gone.begin() : gone.end(), subject);
    }
    escaping.subjects = std::move(gone);
    return !escaping.subjects.empty() && !runsInPlace(analysis_.calls(), function_, start) &&
           !turnedByHand(analysis_.calls(), function_, start) &&
           !mayWaitFor(analysis_, function_, escaping.escape, used);
  }

  // `manager.addTask([&] { manager.yield(); })`: what runs the work lives as long as the work does.
  bool isRunBy(const facts::OpT &start, const Subject &subject) const {
    const CallSite *site = analysis_.calls().at(function_.id(), &start);
    return site && start.object >= 0 && function_.unmoved(start.object) == subject.storage.value &&
           std::any_of(site->models.begin(), site->models.end(),
                       [](const FunctionModel *model) { return model->spawns; });
  }

  // Is it handed to a part of the object? That gives the work up when it dies.
  bool isOfObject(const facts::OpT &start) const {
    const std::vector<std::int32_t> operands = operandsOf(start);
    return std::any_of(operands.begin(), operands.end(), [&](std::int32_t value) {
      const facts::ValueT *v = function_.value(value);
      if (v->kind != ValueKind::Member || v->inputs.empty()) return false;
      const Type type = function_.type(v->type);
      const facts::ValueT *base = function_.value(v->inputs.front());
      return base && base->kind == ValueKind::This && !type.is(facts::TypeKind::LRef) &&
             !type.is(facts::TypeKind::Pointer);
    });
  }

  // The lambda, or the method that is bound.
  std::vector<FunctionId> handlersOf(const Escaping &escaping) const {
    const Program &program = analysis_.program();
    if (escaping.what == Escaping::Closure) return program.callOperators(function_, escaping.made.function);
    std::int32_t value = escaping.made.arguments.empty() ? -1 : escaping.made.arguments.front()->value;
    for (int steps = 0; steps < 4; ++steps) {
      const facts::ValueT *v = function_.value(value);
      if (!v) return {};
      if (v->kind == ValueKind::Function) {
        auto method = program.resolve(function_, v->usr);
        return method ? std::vector<FunctionId>{*method} : std::vector<FunctionId>{};
      }
      value = v->inputs.size() == 1 ? v->inputs.front() : -1;
    }
    return {};
  }

  // A timer or socket that dies with the object runs the handler once more, with an error: that is looked at first, or not.
  bool outlivesObject(const Escaping &escaping, const Subject &subject) const {
    if (escaping.escape.how != CallableEscape::Later) return false;
    if (!subject.takenOut && !isOfObject(*escaping.escape.start)) return true;
    const std::vector<FunctionId> handlers = handlersOf(escaping);
    return std::any_of(handlers.begin(), handlers.end(), [&](FunctionId id) {
      return usesObjectWhenAborted(analysis_, analysis_.program().function(id));
    });
  }

  // The lambda around: does its closure die before the task that it returns?
  bool closureDies() const {
    auto maker = world_.makers.find(function_.head().closure);
    return maker != world_.makers.end() &&
           ClosureDeaths(fates_).of(*maker->second.first, *maker->second.second).has_value();
  }

  const Analysis &analysis_;
  const Fates &fates_;
  const World &world_;
  const Function &function_;
  const std::function<void(const Escaping &)> &visit_;
};

}  // namespace

void forEachEscaping(const Analysis &analysis, const std::function<void(const Escaping &)> &visit) {
  const World world = survey(analysis.program());
  for (const auto &function : analysis.program().functions()) Search(analysis, world, *function, visit).run();
}

// The first operation of the lambda that names the capture.
static std::optional<Step> useOf(const Analysis &analysis, const Escaping &escaping, const std::string &name) {
  if (escaping.what != Escaping::Closure) return std::nullopt;
  for (FunctionId id : analysis.program().callOperators(escaping.function, escaping.made.function)) {
    const Function &inside = analysis.program().function(id);
    for (const facts::OpT *op : inside.ops())
      for (const Storage &storage : analysis.fates().storages().touched(inside, *op)) {
        const facts::ValueT *v = inside.value(storage.value);
        const bool named =
            v && (v->kind == ValueKind::This ? name == "this" : v->kind == ValueKind::Capture && v->name == name);
        if (named && op->place) return Step{locate(inside, *op), "the lambda uses '" + name + "' here"};
      }
  }
  return std::nullopt;
}

std::vector<Step> witness(const Analysis &analysis, const Escaping &escaping) {
  const Function &function = escaping.function;
  const Subject &first = escaping.subjects.front();
  std::vector<Step> steps;
  const facts::ValueT *variable = function.value(first.storage.value);
  if (variable->place && variable->kind != ValueKind::Capture)
    steps.push_back({locate(function, variable->place), "'" + first.name + "' lives here"});
  steps.push_back({locate(function, *escaping.escape.start), "the work gets away here"});
  if (escaping.escape.op != escaping.escape.start && escaping.escape.op->place)
    steps.push_back({locate(analysis.program().function(escaping.escape.function), *escaping.escape.op),
                     escaping.escape.how == CallableEscape::Stored ? "it is kept here" : "it is run from here"});
  if (escaping.outliving.way)
    for (Step &step : pathSteps(function, *escaping.outliving.way)) steps.push_back(std::move(step));
  if (auto use = useOf(analysis, escaping, first.name)) steps.push_back(*use);
  std::erase_if(steps, [](const Step &step) { return step.at.line == 0; });
  return steps;
}

}  // namespace cotidy
