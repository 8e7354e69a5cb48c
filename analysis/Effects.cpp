// Summaries, bottom-up. Breadth-first from the leaves against the direction of the calls: each function gets the shortest
// way, recursion needs no special care, and ties go to the earlier operation, so that the result is deterministic.
#include "analysis/Effects.h"

#include "analysis/BackOff.h"
#include "analysis/BriefWork.h"
#include "analysis/Guards.h"
#include "analysis/HandedCallables.h"
#include "analysis/OwnThread.h"
#include "analysis/Pauses.h"
#include "analysis/ProcessEnd.h"
#include "analysis/ReadyFutures.h"
#include "analysis/ThreadStarts.h"
#include "analysis/TimedLoops.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

Effect effectOf(Blocking blocking) {
  switch (blocking) {
  case Blocking::Sleep: return Effect::Sleep;
  case Blocking::Wait: return Effect::Wait;
  case Blocking::Lock: return Effect::Lock;
  case Blocking::File: return Effect::File;
  case Blocking::Network: return Effect::Network;
  case Blocking::Process: return Effect::Process;
  case Blocking::Database: return Effect::Database;
  case Blocking::Console: return Effect::Console;
  case Blocking::None: break;
  }
  return Effect::Count;
}

Effects::Effects(const Calls &calls)
    : calls_(calls), program_(calls.program()), summaries_(program_.functions().size()),
      driven_(drivenCoroutines(calls)) {
  findPolling();
  // A destructor's effect rests on the others'.
  for (int i = 0; i < static_cast<int>(Effect::Count); ++i)
    if (static_cast<Effect>(i) != Effect::Destructor) summarise(static_cast<Effect>(i));
  summarise(Effect::Destructor);
}

void Effects::findPolling() {
  for (const auto &function : program_.functions()) {
    std::set<std::int32_t> loops;
    for (std::size_t i = 0; i < function->body().loops.size(); ++i)
      if (polls(calls_, *function, static_cast<std::int32_t>(i))) loops.insert(static_cast<std::int32_t>(i));
    polling_.push_back(std::move(loops));
  }
}

std::int32_t Effects::pollingLoop(const Function &function, const facts::OpT &op) const {
  const auto &loops = polling_[function.id()];
  for (std::int32_t loop = op.loop; loop >= 0; loop = function.body().loops[loop]->parent)
    if (loops.count(loop)) return loop;
  return -1;
}

const Witness *Effects::of(FunctionId function, Effect effect) const {
  const auto &found = summaries_[function][static_cast<std::size_t>(effect)];
  return found ? &*found : nullptr;
}

// Known by a model to block.
std::optional<Witness> Effects::leaf(const Function &function, const CallSite &site, Effect effect) const {
  Witness found{function.id(), site.op, {}, Effect::Count, nullptr, site.name, {}, -1, true};
  for (const FunctionModel *model : site.models)
    if (model->nonblocking) return std::nullopt;
  if (const std::int32_t loop = effect == Effect::Sleep ? pollingLoop(function, *site.op) : -1;
      loop >= 0 && waitsForThreadStart(calls_, function, loop))
    return std::nullopt;
  for (const FunctionModel *model : site.models)
    if (model->blocks != Blocking::None && effectOf(model->blocks) == effect) {
      found.model = model;
      found.parameter = calls_.decidingParameter(function, *site.op, *model);
      found.doubtful = (effect == Effect::Wait && waitsForNobody(calls_, function, *site.op)) ||
                       (effect == Effect::Sleep &&
                        (backsOff(calls_, function, *site.op) || isHardlyAPause(calls_, function, *site.op)));
      // Whoever ends its own object drives what is left to its end, and a wait for nobody is none.
      const bool destructor = lastComponent(function.name()).starts_with('~');
      return found.doubtful && destructor ? std::nullopt : std::optional(found);
    }
  return std::nullopt;
}

// What a call passes for a parameter of its target; -1 where a model stands between the two.
static std::int32_t passedFor(const CallSite *site, std::int32_t parameter) {
  const auto index = static_cast<std::size_t>(parameter);
  const bool known = site && site->models.empty() && parameter >= 0 && index < site->op->arguments.size();
  return known ? site->op->arguments[index]->value : -1;
}

// The default of the parameter that decides: nobody knows it here, and a timeout's is mostly zero.
static bool isLeftToDefault(const CallSite *site, const facts::OpT &op, std::int32_t parameter) {
  return site && site->models.empty() && op.kind == OpKind::Call && parameter >= 0 &&
         static_cast<std::size_t>(parameter) >= op.arguments.size();
}

// A timeout of zero, or a future that is ready, passed on to the call that would wait.
bool Effects::excused(const Witness &inner, const Function &caller, std::int32_t passed) const {
  if (passed < 0) return false;
  const auto constant = calls_.constantOf(caller, passed);
  const bool ready = !constant && isThere(calls_, caller, passed);
  if (!constant && !ready) return false;
  const Witness leaf = chain(inner).back();
  if (ready)
    return leaf.op->object >= 0 &&
           leaf.parameter == calls_.parameterOf(program_.function(leaf.function), leaf.op->object);
  return leaf.model &&
         !calls_.blocksWith(program_.function(leaf.function), *leaf.op, *leaf.model, leaf.parameter, *constant);
}

// Of a function that the models know, they have judged the call itself: its body cannot tell what was passed.
static bool isJudgedByModels(const Models &models, const std::string &called, Effect effect) {
  if (!models.mentions(called)) return false;
  const std::string name = models.normalise(called);
  const auto functions = models.functions();
  return std::any_of(functions.begin(), functions.end(), [&](const auto &model) {
    return effectOf(model->blocks) == effect &&
           std::find(model->names.begin(), model->names.end(), name) != model->names.end();
  });
}

// On its way to the leaf a function hands on what it was given: `stop(now) { stopLocked(lock, now); }`.
static std::vector<Guard> guardsOn(const Calls &calls, const std::vector<Witness> &steps) {
  std::vector<Guard> guards;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const Function &function = calls.program().function(step->function);
    const CallSite *site = step->op && !guards.empty() ? calls.at(step->function, step->op) : nullptr;
    guards = site ? passedOn(calls, function, *site, guards) : std::vector<Guard>();
    const std::vector<Guard> own = step->op ? guardsOf(calls, function, *step->op) : std::vector<Guard>();
    guards.insert(guards.end(), own.begin(), own.end());
  }
  return guards;
}

// The lambda that this call gives to a function which blocks only by what it is given.
static std::vector<FunctionId> givenTo(const Effects &effects, const Function &function, const facts::OpT &op,
                                       const Function &called, const Witness &inner) {
  const auto parameter = static_cast<std::size_t>(callableOnWay(effects, called, inner));
  if (op.kind != OpKind::Call || parameter >= op.arguments.size()) return {};
  return lambdaBehind(effects.calls().program(), function, op.arguments[parameter]->value);
}

// Carried up from a function that the operation runs.
std::optional<Witness> Effects::through(const Function &function, const facts::OpT &op, Effect effect) const {
  std::vector<FunctionId> targets;
  bool certain = true;
  const CallSite *site = calls_.at(function.id(), &op);
  if (site) {
    targets = site->targets;
    certain = site->certain;
  }
  for (std::int32_t part : op.awaiter_callees)
    if (const facts::CalleeT *callee = function.callee(part))
      if (auto body = program_.resolve(function, callee->key)) targets.push_back(*body);
  for (FunctionId target : targets) {
    const Function &called = program_.function(target);
    if (called.coroutine() && !called.generator()) continue;  // it speaks for itself
    const Witness *inner = of(target, effect);
    if (!inner || isJudgedByModels(calls_.models(), called.name(), effect)) continue;
    if (site && passesItBy(calls_, function, *site, guardsOn(calls_, chain(*inner)))) continue;
    if (const auto given = givenTo(*this, function, op, called, *inner); !given.empty()) {
      for (FunctionId body : given)
        if (const Witness *own = of(body, effect); own && !program_.function(body).coroutine())
          return Witness{function.id(), &op, body, effect, nullptr, {}, {}, -1, certain && own->certain, own->doubtful};
      continue;
    }
    const std::int32_t passed = passedFor(site, inner->parameter);
    if (isLeftToDefault(site, op, inner->parameter) || excused(*inner, function, passed)) continue;
    const std::int32_t parameter = passed >= 0 ? calls_.parameterOf(function, passed) : -1;
    return Witness{function.id(),   &op,      target, effect, nullptr, {}, {}, -1, certain && inner->certain,
                   inner->doubtful, parameter};
  }
  return std::nullopt;
}

// What an awaiter takes its result from is ready by then, by whatever way it takes it.
static bool isResumption(const Function &function) { return lastComponent(function.name()) == "await_resume"; }

std::optional<Witness> Effects::of(const Function &function, const facts::OpT &op, Effect effect) const {
  const auto has = [&]() -> std::optional<Witness> {
    if (effect == Effect::Wait && isResumption(function)) return std::nullopt;
    if (effect == Effect::Destructor &&
        (op.kind == OpKind::Destroy || op.kind == OpKind::Delete || op.kind == OpKind::Call))
      if (auto found = destruction(function, op)) return found;
    if (effect == Effect::BusyWait)
      if (std::int32_t loop = pollingLoop(function, op); loop >= 0) {
        if (waitsForThreadStart(calls_, function, loop)) return std::nullopt;
        const bool burns = burnsTime(calls_, function, loop);
        const std::string what = burns ? "a loop that takes up as much time as it is told" : "a polling loop";
        return Witness{function.id(), &op, {}, Effect::Count, nullptr, what, {}, loop, true, burns};
      }
    if (op.kind == OpKind::Call || op.kind == OpKind::Construct)
      if (const CallSite *site = calls_.at(function.id(), &op))
        if (auto found = leaf(function, *site, effect)) return found;
    return through(function, op, effect);
  };
  auto found = has();
  if (found && effect == Effect::File)
    found->doubtful |= belongsToLogger(found->next ? program_.function(*found->next) : function);
  // Who asks first whether it is on the loop's own thread waits for that loop on no other thread of it.
  const bool asked = found && effect == Effect::Wait && runsOnOtherThreads(calls_, function, op);
  return asked || (found && leadsToProcessEnd(function, op)) ? std::nullopt : found;
}

// First what surely blocks, whatever is passed, and for long: it is the better witness of a function that also has a call which
// depends on what it is given, or one that is short.
void Effects::summarise(Effect effect) {
  spread(effect, false);
  spread(effect, true);
}

// A wait in an exception handler is for what has failed already: no part of what callers ask the function for.
static bool cleansUp(const facts::OpT &op, Effect effect) { return effect == Effect::Wait && op.in_catch; }

// It surely blocks, for long, and whatever the function is given.
static bool isPlain(const Effects &effects, const Function &function, const Witness &witness) {
  const Calls &calls = effects.calls();
  return witness.parameter < 0 && callableOnWay(effects, function, witness) < 0 && !witness.doubtful &&
         !isBrief(calls.program(), witness) && !(witness.op && !guardsOf(calls, function, *witness.op).empty());
}

void Effects::spread(Effect effect, bool secondChoice) {
  const auto slot = static_cast<std::size_t>(effect);
  for (bool changed = true; changed;) {
    // One level of the breadth-first search: what is found now must not be seen before the next level.
    std::vector<std::pair<FunctionId, Witness>> found;
    for (const auto &function : program_.functions()) {
      if (summaries_[function->id()][slot]) continue;
      for (const facts::OpT *op : function->ops())
        if (auto witness = cleansUp(*op, effect) ? std::nullopt : of(*function, *op, effect);
            witness && (secondChoice || isPlain(*this, *function, *witness))) {
          found.emplace_back(function->id(), std::move(*witness));
          break;
        }
    }
    changed = !found.empty();
    for (auto &[id, witness] : found) summaries_[id][slot] = std::move(witness);
  }
}

std::vector<Witness> Effects::chain(const Witness &from) const {
  std::vector<Witness> steps{from};
  while (steps.back().next) {
    const Witness *next = of(*steps.back().next, steps.back().nextEffect);
    if (!next || steps.size() > program_.functions().size()) break;
    steps.push_back(*next);
  }
  return steps;
}

}  // namespace cotidy
