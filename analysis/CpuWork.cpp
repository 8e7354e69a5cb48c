// Leaves first (the outermost loop that is long, a heavy call), then against the direction of the calls, level by level.
#include "analysis/CpuWork.h"

#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"
#include "analysis/Foreign.h"
#include "analysis/NestedData.h"

#include <algorithm>
#include <cmath>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::ValueKind;

CpuWork::CpuWork(const Calls &calls, const Costs &costs, const GivesWay &givesWay, const LargeStores &stores,
                 const CpuLimits &limits)
    : calls_(calls), costs_(costs), givesWay_(givesWay), stores_(stores), limits_(limits), short_(calls),
      known_(calls.program().functions().size()) {
  for (const auto &function : calls.program().functions()) findLoops(*function);
  spread(Work::Loop);
  spread(Work::HeavyCall);
  spread(Work::Conversion);
}

const WorkWitness *CpuWork::of(FunctionId function, Work work) const {
  const auto &found = known_[function][static_cast<std::size_t>(work)];
  return found ? &*found : nullptr;
}

// ------------------------------------------------------------------ loops

std::string nameOfLoop(const Function &function, std::int32_t loop) {
  const std::string over = spoken(function, dataOf(function, loop));
  return over.empty() ? "this loop" : "the loop over " + over;
}

static std::string sourceOf(const Cost &cost) { return cost.compiled ? ", counted in its compiled code" : ""; }

// What may or may not be much data, so many calls away, is not what whoever stands here thinks of: executors and queues have
// loops somewhere below.
static constexpr unsigned farthest = 3;
// How much larger than typical data large data is: what grows with its square counts that much earlier, and earlier still
// where both factors are seen to be data.
static constexpr double typicalGrowth = 10;

// `name`: of the store, in quotes, or empty.
static std::string inWords(const StoreSize &size, const std::string &name) {
  if (size.how == Largeness::Stated)
    return "the program itself speaks of " + std::to_string(static_cast<std::int64_t>(size.items)) + " of them";
  if (size.how == Largeness::Paused) return "elsewhere a loop over the same data lets others run";
  return "each event adds to " + (name.empty() ? "the data" : name) + ", and nothing takes from it";
}

// A function of the program that gives nothing back, or a const one that gives an object, and that nobody has shown: neither an
// offload nor a question whether it is time to stop. What its name or an argument says may be a pause.
static bool onlyTells(const Function &function, const facts::OpT &op, const facts::CalleeT &callee) {
  const Type result = function.typeOfCallee(callee.result);
  const bool asks = callee.const_ && result.value().is(facts::TypeKind::Record);
  if (op.kind != OpKind::Call || (!asks && !result.is(facts::TypeKind::Void))) return false;
  std::string name(lastComponent(callee.name));
  for (char &c : name) c = static_cast<char>(c | 0x20);
  for (const char *word : {"yield", "pause", "poll", "wait", "sleep"})
    if (name.find(word) != std::string::npos) return false;
  return std::none_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
    return function.typeOf(argument->value).object().name().find("yield") != std::string_view::npos;
  });
}

// What the standard library or another one does has a typical cost; what the program itself does elsewhere may be a yield,
// an offload or nothing at all.
CpuWork::Opacity CpuWork::opacityOf(const Function &function, const facts::OpT &op) const {
  if (op.kind != OpKind::Call && op.kind != OpKind::Construct) return Opacity::None;
  if (op.dependent) return Opacity::Hides;
  const facts::CalleeT *callee = function.callee(op.callee);
  const CallSite *site = calls_.at(function.id(), &op);
  const bool throughObject =
      callee && site && callee->operator_ == "()" && op.object >= 0;  // a std::function, a functor
  if (throughObject && callee->system && site->targets.empty()) return Opacity::Hides;
  if (!callee || !site || (callee->system && !throughObject) || !site->models.empty())
    return !callee && op.callee_value >= 0 && (!site || site->targets.empty()) ? Opacity::Hides : Opacity::None;
  if (site->targets.empty()) {
    const bool hidden =
        site->unknown && callee->constructor == facts::ConstructorKind::None && !callee->operator_.starts_with("=");
    return !hidden ? Opacity::None : onlyTells(function, op, *callee) ? Opacity::Tells : Opacity::Hides;
  }
  Opacity most = Opacity::None;
  for (FunctionId target : site->targets) {
    auto [known, isNew] = opaque_.try_emplace(target, Opacity::None);  // a recursion shows itself
    if (isNew) {
      const Function &body = calls_.program().function(target);
      Opacity inside = Opacity::None;
      for (const facts::OpT *inner : body.ops()) inside = std::max(inside, opacityOf(body, *inner));
      opaque_[target] = inside;
    }
    most = std::max(most, opaque_[target]);
  }
  return most;
}

static bool isInside(const facts::BodyT &body, std::int32_t loop, const std::set<std::int32_t> &others) {
  for (std::int32_t at = body.loops[loop]->parent; at >= 0; at = body.loops[at]->parent)
    if (others.count(at)) return true;
  return false;
}

// `auto &[key, items] = *row`: the items are a part of the row. Rows that somebody keeps may become many; a message has few.
static bool isPartOfPassingData(const Function &function, std::int32_t value, std::int32_t data) {
  const facts::ValueT *v = function.value(function.unmoved(value));
  constexpr int deepest = 4;
  for (int steps = 0; v && v->kind != ValueKind::Binding && steps < deepest; ++steps) {
    const facts::OpT *made = function.definition(function.unmoved(value));
    value = made ? made->object : -1;
    v = value >= 0 ? function.value(function.unmoved(value)) : nullptr;
  }
  const facts::ValueT *root = function.value(data);
  const bool kept = root && (root->kind == ValueKind::Member || root->kind == ValueKind::Global);
  return v && v->kind == ValueKind::Binding && !kept;
}

// Loops over data within loops over other data, or over the same once more: twice the data is four times the work.
bool CpuWork::isQuadratic(const Function &function, std::int32_t outer) const {
  const facts::BodyT &body = function.body();
  const auto isOwn = [&](std::int32_t data) {
    while (data >= 0 && function.value(data)->kind == ValueKind::Member && !function.value(data)->inputs.empty())
      data = function.strip(function.value(data)->inputs.front());
    const facts::ValueT *root = function.value(data);
    const bool outside = root && (root->kind == ValueKind::Param || root->kind == ValueKind::This ||
                                  root->kind == ValueKind::Global || root->kind == ValueKind::Local);
    return outside && std::none_of(function.writes(data).begin(), function.writes(data).end(),
                                   [&](const facts::OpT *write) { return inLoop(body, *write, outer); });
  };
  for (std::size_t i = 0; i < body.loops.size(); ++i) {
    const auto inner = static_cast<std::int32_t>(i);
    if (inner == outer || body.loops[i]->bound != Bound::Data || !isInside(body, inner, {outer})) continue;
    const std::int32_t data = dataOf(function, inner);
    if (isOwn(data) && !isPartOfPassingData(function, body.loops[i]->range, data)) return true;
  }
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    if (op->kind != OpKind::Call || op->object >= 0 || op->arguments.empty() || !inLoop(body, *op, outer) ||
        costs_.of(function, *op).depth == 0)
      return false;
    const facts::CalleeT *callee = function.callee(op->callee);
    const std::int32_t data = callee && callee->system ? containerBehind(function, op->arguments.front()->value) : -1;
    return data >= 0 && containerOf(function.typeOf(data)) && isOwn(data) &&
           !isPartOfPassingData(function, op->arguments.front()->value, data);
  });
}

// One level of data, where the program tells that there is much of it.
std::optional<WorkWitness> CpuWork::overLargeStore(WorkWitness found, const StoreSize &size, double round) const {
  if (size.how == Largeness::Unknown) return std::nullopt;
  found.items = size.items;
  found.estimate = round * size.items;
  found.growing = found.told = true;
  found.why = inWords(size, "");
  // Where others pause, so many are there; where each event adds one, they take a while to come, and a number is a limit.
  if (found.estimate <= (size.how == Largeness::Paused ? limits_.loop : limits_.counted)) return std::nullopt;
  return found;
}

std::optional<WorkWitness> CpuWork::judge(const Function &function, std::int32_t loop) const {
  const facts::LoopT &facts = *function.body().loops[loop];
  if (facts.bound != Bound::Data && facts.bound != Bound::Constant) return std::nullopt;
  const std::int32_t data = dataOf(function, loop);
  if (isConfiguration(function, data)) return std::nullopt;
  Opacity most = Opacity::None;
  for (const facts::OpT *op : function.ops())
    if (inLoop(function.body(), *op, loop)) most = std::max(most, opacityOf(function, *op));
  if (most == Opacity::Hides) return std::nullopt;
  const Cost all = costs_.ofLoop(function, loop);
  WorkWitness found{function.id(), nullptr, {}, loop, data, nameOfLoop(function, loop), {}, all.typical, false, true};
  found.mayPause = most == Opacity::Tells;
  if (const auto rounds = roundsOf(calls_, function, loop)) {
    const Cost round = costs_.ofRound(function, loop);
    found.estimate = round.typical * static_cast<double>(*rounds);
    found.sure = found.estimate >= limits_.counted &&
                 round.low * static_cast<double>(*rounds) >= std::min(limits_.loop, limits_.counted);
    found.why = std::to_string(*rounds) + " rounds" + sourceOf(round);
    const bool overData = round.depth > 0 && !round.bounded() && found.estimate >= limits_.counted;
    return found.sure || overData ? std::optional(found) : std::nullopt;
  }
  const bool square = all.depth >= 2 && isQuadratic(function, loop);
  const bool repeated = all.depth >= 2 && repeatsTheSameLoop(calls_, function, loop);
  const double from = repeated ? limits_.loop / (typicalGrowth * typicalGrowth)
                      : square ? limits_.loop / typicalGrowth
                               : limits_.loop;
  found.growing =
      (square || (repeated && repeatsKeptLoop(calls_, function, loop))) && all.typical >= limits_.loop / typicalGrowth;
  if (all.bounded()) return std::nullopt;
  const double round = costs_.ofRound(function, loop).typical;
  const bool overPointers = runsOverPointers(function, loop);
  const bool counts =
      all.depth < 2 ? round >= limits_.round && !overPointers : holdsLoopOverData(calls_, costs_, function, loop);
  const StoreSize size = overPointers ? StoreSize() : stores_.ofLoop(function, loop);
  if (all.typical < from || !counts) return overLargeStore(found, size, all.typical / typicalItems);
  found.told = size.how != Largeness::Unknown;
  found.why = all.depth < 2 || round >= limits_.round * 10 ? "about " + inWords(round) + " for each element"
                                                           : "data within data";
  found.why += sourceOf(all);
  return found;
}

// The outermost ones: loops stand in the order of the source, each behind the one around it.
void CpuWork::findLoops(const Function &function) {
  std::set<std::int32_t> found;
  for (std::size_t i = 0; i < function.body().loops.size(); ++i) {
    const auto loop = static_cast<std::int32_t>(i);
    if (isInside(function.body(), loop, found) || givesWay_.inLoop(function, loop) || givesWay_.isTimed(function, loop))
      continue;
    auto witness = judge(function, loop);
    const bool isLong = witness.has_value();
    if (!isLong) witness = conversion(function, loop);
    if (!witness) continue;
    for (const facts::OpT *op : function.ops())
      if (!witness->op && inLoop(function.body(), *op, loop)) witness->op = op;
    if (!witness->op) continue;
    if (isLong) found.insert(loop);
    (isLong ? loops_ : conversions_).emplace(std::pair(function.id(), loop), *witness);
  }
}

// ------------------------------------------------------------------ calls

std::optional<WorkWitness> CpuWork::heavyCall(const Function &function, const facts::OpT &op) const {
  const CallSite *site = calls_.at(function.id(), &op);
  if (!site) return std::nullopt;
  for (const FunctionModel *model : site->models) {
    if (!model->cpu) continue;
    if (!model->mayBeLong && !isWorthAWord(calls_, function, op, static_cast<std::int64_t>(limits_.data)))
      return std::nullopt;
    WorkWitness found{function.id(), &op, {}, -1, -1, site->name, model->note, 0, model->mayBeLong, true};
    for (const auto &argument : op.arguments) {
      const std::int32_t data = containerBehind(function, argument->value);
      const StoreSize size = stores_.of(function, data);
      const bool stated = size.how == Largeness::Stated && size.items >= limits_.data;
      if (!stated && size.how != Largeness::Grows) continue;
      found.growing = found.told = true;
      found.why = inWords(size, spoken(function, storeBehind(function, data)));
    }
    return found;
  }
  return std::nullopt;
}

// ------------------------------------------------------------------ functions

std::optional<WorkWitness> CpuWork::leaf(const Function &function, const facts::OpT &op, Work work) const {
  if (work == Work::HeavyCall) return heavyCall(function, op);
  if (isForeign(function)) return std::nullopt;
  std::optional<WorkWitness> outermost;
  const auto &loops = work == Work::Conversion ? conversions_ : loops_;
  for (std::int32_t loop = op.loop; loop >= 0; loop = function.body().loops[loop]->parent)
    if (auto found = loops.find({function.id(), loop}); found != loops.end()) outermost = found->second;
  if (outermost) return outermost;
  if (work == Work::Conversion) return conversionByAlgorithm(function, op);
  if (auto found = implicitLoop(function, op)) return found;
  return algorithm(function, op);
}

std::optional<WorkWitness> CpuWork::through(const Function &function, const CallSite &site, Work work) const {
  if (calls_.handedOver(site.op)) return std::nullopt;
  for (FunctionId target : site.targets) {
    const Function &called = calls_.program().function(target);
    if (called.coroutine()) continue;  // it speaks for itself, or runs when somebody iterates it
    const WorkWitness *inner = of(target, work);
    if (inner && (inner->sure || inner->calls < farthest))
      return WorkWitness{function.id(),
                         site.op,
                         target,
                         -1,
                         -1,
                         {},
                         {},
                         inner->estimate,
                         inner->sure,
                         site.certain && inner->certain,
                         inner->calls + 1};
  }
  return std::nullopt;
}

std::optional<WorkWitness> CpuWork::of(const Function &function, const facts::OpT &op, Work work) const {
  if (auto found = leaf(function, op, work)) return found;
  const CallSite *site = calls_.at(function.id(), &op);
  return site ? through(function, *site, work) : std::nullopt;
}

void CpuWork::spread(Work work) {
  const auto slot = static_cast<std::size_t>(work);
  for (const auto &function : calls_.program().functions())
    for (const facts::OpT *op : function->ops())
      if (auto &known = known_[function->id()][slot]; !known && !function->coroutine())
        known = leaf(*function, *op, work);
  for (bool changed = true; changed;) {
    std::vector<std::pair<FunctionId, WorkWitness>> found;  // one level: seen only on the next one
    for (const auto &function : calls_.program().functions()) {
      if (known_[function->id()][slot] || function->coroutine()) continue;
      for (const CallSite &site : calls_.of(function->id()))
        if (auto witness = through(*function, site, work)) {
          found.emplace_back(function->id(), std::move(*witness));
          break;
        }
    }
    changed = !found.empty();
    for (auto &[id, witness] : found) known_[id][slot] = std::move(witness);
  }
}

std::vector<WorkWitness> CpuWork::chain(const WorkWitness &from, Work work) const {
  std::vector<WorkWitness> steps{from};
  while (steps.back().next) {
    const WorkWitness *next = of(*steps.back().next, work);
    if (!next || steps.size() > known_.size()) break;
    steps.push_back(*next);
  }
  return steps;
}

}  // namespace cotidy
