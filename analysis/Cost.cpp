// Bottom-up on demand: a function's cost is the sum of its blocks, each times the rounds of the loops around it and its
// share of the branches. bench/cost measures how far this is from the truth.
#include "analysis/Cost.h"

#include "analysis/CostWeights.h"
#include "analysis/LoopShape.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::TerminatorKind;
using facts::ValueKind;

Cost &Cost::operator+=(const Cost &other) {
  low += other.low;
  typical += other.typical;
  high += other.high;
  depth = std::max(depth, other.depth);
  unknownCallee |= other.unknownCallee;
  compiled |= other.compiled;
  return *this;
}

Cost Cost::times(const Cost &trips, bool overData) const {
  Cost all = *this;
  all.low *= trips.low;
  all.typical *= trips.typical;
  all.high = high == 0 ? 0 : high * trips.high;
  all.depth += overData;
  return all;
}

// `j < i` where i counts an outer loop of so many rounds: half as many, on average.
static std::optional<double> triangular(const facts::BodyT &body, const facts::LoopT &loop) {
  auto side = [&](const facts::LoopT &of, std::size_t i) {
    const facts::ValueT *compared = of.condition < 0 ? nullptr : body.values[of.condition].get();
    return compared && compared->inputs.size() == 2 ? compared->inputs[i] : -1;
  };
  std::int32_t end = side(loop, 1);
  for (std::int32_t outer = loop.parent; outer >= 0 && end >= 0; outer = body.loops[outer]->parent)
    if (const facts::LoopT &around = *body.loops[outer]; around.bound == Bound::Constant && side(around, 0) == end)
      return static_cast<double>(around.trips) / 2;
  return std::nullopt;
}

Cost tripsOf(const facts::BodyT &body, std::int32_t id) {
  const facts::LoopT &loop = *body.loops[id];
  if (auto half = triangular(body, loop)) return {0, *half, *half * 2, 0, false};
  switch (loop.bound) {
  case Bound::Constant: return Cost::exactly(static_cast<double>(std::max<std::int64_t>(loop.trips, 0)));
  case Bound::Data: return {0, typicalItems, Cost::unbounded, 0, false};
  case Bound::Endless: return {1, 1, Cost::unbounded, 0, false};
  case Bound::Unknown: return {0, 10, Cost::unbounded, 0, false};
  }
  return {};
}

static constexpr Cost someItems{0, typicalItems, Cost::unbounded, 0, false};

static bool overData(const Cost &trips) { return !trips.bounded() && trips.typical > 1; }

Costs::Costs(const Calls &calls) : calls_(calls), program_(calls.program()) {
  known_.resize(program_.functions().size());
  open_.resize(program_.functions().size());
}

// By the callee's own name, else by the type that it is called on: std::map::find may be a base's.
const CostModel *Costs::modelOf(const Function &function, const facts::OpT &op) const {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee) return nullptr;
  const Models &models = calls_.models();
  if (const CostModel *cost = models.cost(callee->name)) return cost;
  if (op.object < 0) return nullptr;
  for (std::string_view type : function.typeOf(op.object).object().namesWithBases())
    if (const CostModel *cost = models.cost(std::string(type) + "::" + std::string(lastComponent(callee->name))))
      return cost;
  return nullptr;
}

// An algorithm that calls what it is given once for each element.
static bool callsForEach(const CallSite &site) {
  for (const FunctionModel *model : site.models)
    for (const Invocation &call : model->invokes)
      if (call.when == Invocation::Now && call.repeated) return true;
  return false;
}

// A call of which only the form is known.
static Cost ofUnmodelled(const Function &function, const facts::OpT &op) {
  static constexpr Cost unknown{1, 20, Cost::unbounded, 0, true};
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!op.dependent && copiesPlainData(function, op, callee)) return Cost::exactly(1);
  if (!callee || op.dependent) return unknown;
  if (callee->constructor == facts::ConstructorKind::Default || callee->constructor == facts::ConstructorKind::Move)
    return Cost::exactly(1);
  if (isAccessor(function, op, *callee)) return Cost::exactly(0.5);
  if (makesPlainValue(function, *callee)) return Cost::exactly(1);
  if (!fillsContainer(function, *callee)) return unknown;
  Cost filled = Cost::exactly(weightOfElement(function, *callee)).times(someItems, true);
  return filled += Cost::exactly(25);
}

Cost Costs::ofCall(const Function &function, const facts::OpT &op) const {
  const facts::CalleeT *callee = function.callee(op.callee);
  const CallSite *site = calls_.at(function.id(), &op);
  const CostModel *known = callee && callee->system ? modelOf(function, op) : nullptr;  // the user's own `round` is his
  if (known && known->nanoseconds) {
    Cost once = Cost::exactly(*known->nanoseconds);
    return known->perItem ? once.times(someItems, true) : once;
  }
  if (callee && isIteratorStep(function, op, *callee)) return Cost::exactly(0.2);
  if (site)
    for (const FunctionModel *model : site->models) {
      if (model->cpu) return {1000, 20'000, Cost::unbounded, 1, false};
    }
  Cost cost = Cost::exactly(0.5);
  if (site && !site->targets.empty()) {
    Cost worst;
    for (FunctionId target : site->targets)
      if (Cost one = of(target); one.typical >= worst.typical) worst = one;
    cost += worst;
    return callsForEach(*site) ? cost.times(someItems, true) : cost;
  }
  if (site && std::any_of(site->models.begin(), site->models.end(),
                          [](const FunctionModel *m) { return m->nonblocking || m->wraps; })) {
    cost.typical = 50, cost.high = 5000;
    return cost;
  }
  return ofUnmodelled(function, op);
}

// What a static local begins with is computed once in the program's life.
static bool initialisesStatic(const Function &function, const facts::OpT &op) {
  const facts::ValueT *result = function.value(op.result);
  const facts::ValueT *variable = result ? function.value(result->into) : nullptr;
  return variable && variable->static_;
}

Cost Costs::of(const Function &function, const facts::OpT &op) const {
  if (initialisesStatic(function, op)) return {0, 0.5, 0.5, 0, false};
  if (op.kind == OpKind::Call || op.kind == OpKind::Construct) return ofCall(function, op);
  return Cost::exactly(weightOf(function, op));
}

// Where each value is computed first: in that block it counts.
static std::vector<double> valueWeights(const Function &function, const facts::BlockT &block,
                                        std::vector<bool> &counted) {
  std::vector<double> weights;
  std::vector<std::int32_t> todo;
  for (const auto &op : block.ops) {
    for (std::int32_t value : {op->object, op->callee_value, op->source, op->destination}) todo.push_back(value);
    for (const auto &argument : op->arguments) todo.push_back(argument->value);
  }
  if (block.terminator) todo.push_back(block.terminator->condition);
  while (!todo.empty()) {
    std::int32_t id = todo.back();
    todo.pop_back();
    if (id < 0 || counted[id]) continue;
    counted[id] = true;
    const facts::ValueT &value = *function.value(id);
    if (double weight = weightOf(function, value); weight > 0) weights.push_back(weight);
    todo.insert(todo.end(), value.inputs.begin(), value.inputs.end());
  }
  return weights;
}

// Blocks in an order in which each stands behind those that lead to it; edges back to the head of a loop left out.
namespace {
struct Order {
  const Function &function;
  std::vector<const facts::BlockT *> blocks;
  std::map<std::int32_t, std::vector<const facts::BlockT *>> forward;

  explicit Order(const Function &f) : function(f) {
    enum Mark { New, Open, Done };
    std::map<std::int32_t, Mark> marks;
    std::vector<std::pair<const facts::BlockT *, std::size_t>> stack;
    auto enter = [&](const facts::BlockT *block) {
      marks[block->id] = Open;
      stack.emplace_back(block, 0);
    };
    for (const facts::BlockT *root : function.blocks()) {  // the entry first, then handlers, which no edge leads to
      if (marks[root->id] == New) enter(root);
      while (!stack.empty()) {
        auto &[block, next] = stack.back();
        std::vector<std::int32_t> successors = function.successors(*block);
        if (next == successors.size()) {
          marks[block->id] = Done;
          blocks.push_back(block);
          stack.pop_back();
          continue;
        }
        const facts::BlockT *to = function.block(successors[next++]);
        if (!to || marks[to->id] == Open) continue;
        forward[block->id].push_back(to);
        if (marks[to->id] == New) enter(to);
      }
    }
    std::reverse(blocks.begin(), blocks.end());
  }
};
}  // namespace

// How often each block runs for each run of what is around it. The head of a loop passes its whole share into the loop and
// past it.
static std::map<std::int32_t, double> sharesOf(const Function &function) {
  static constexpr double rare = 0.02;  // of a branch that only throws
  Order order(function);
  std::map<std::int32_t, double> shares{{function.body().entry, 1.0}};
  for (const facts::BlockT *block : order.blocks) {
    const auto &next = order.forward[block->id];
    auto usual = static_cast<double>(
        std::count_if(next.begin(), next.end(), [](const facts::BlockT *to) { return !leavesByThrow(*to); }));
    for (const facts::BlockT *to : next) {
      double part = isLoopHead(*block) || next.size() == 1 ? 1
                    : leavesByThrow(*to) && usual > 0      ? rare
                                                           : 1 / std::max(usual, 1.0);
      shares[to->id] = std::min(1.0, shares[to->id] + shares[block->id] * part);
    }
  }
  return shares;
}

std::vector<Costs::BlockCost> Costs::blocksOf(const Function &function) const {
  std::vector<BlockCost> blocks;
  std::vector<bool> counted(function.body().values.size());
  std::map<std::int32_t, double> shares = sharesOf(function);
  for (const facts::BlockT *block : function.blocks()) {
    Cost cost;
    for (const auto &op : block->ops) cost += of(function, *op);
    for (double weight : valueWeights(function, *block, counted)) cost += Cost::exactly(weight);
    blocks.push_back({block, loopOf(*block), shares[block->id], cost});
  }
  return blocks;
}

namespace {
struct Rounds {
  Cost trips;
  bool overData = false, vectorised = false;
};
}  // namespace

// The bound, corrected by the form: who searches finds what he searches for on the way.
static Rounds roundsOf(const Costs &costs, const Function &function, std::int32_t loop) {
  const Cost trips = tripsOf(function.body(), loop);
  const LoopShape shape =
      shapeOf(function, loop, [&](const facts::OpT &op) { return costs.of(function, op).high <= 0.3; });
  Rounds rounds{trips, overData(trips), shape.vectorised};
  if (shape.retries)
    rounds.trips = {1, 1, trips.high, 0, false};
  else if (shape.leavesEarly)
    rounds.trips = {std::min(trips.low, 1.0), std::max(std::min(trips.typical, 1.0), trips.typical * 0.5), trips.high,
                    0, false};
  return rounds;
}

static Cost allRounds(const Cost &one, const Rounds &rounds) {
  static constexpr double vectorLanes = 4;
  Cost all = one.times(rounds.trips, rounds.overData);
  if (rounds.vectorised) all.low /= 2 * vectorLanes, all.typical /= vectorLanes;
  return all;
}

// The blocks inside of `inside` (-1: all), each times the rounds of the loops between it and `inside`.
Cost Costs::sum(const Function &function, const std::vector<BlockCost> &blocks, std::int32_t inside) const {
  const auto &loops = function.body().loops;
  std::map<std::int32_t, Rounds> known;
  Cost all;
  for (const BlockCost &one : blocks) {
    Cost cost = one.cost;
    if (one.share < 1) cost.low = 0, cost.typical *= one.share;
    std::int32_t loop = one.loop;
    for (; loop >= 0 && loop != inside; loop = loops[loop]->parent) {
      if (!known.count(loop)) known[loop] = roundsOf(*this, function, loop);
      cost = allRounds(cost, known[loop]);
    }
    if (inside < 0 || loop == inside) all += cost;
  }
  return all;
}

Cost Costs::compute(const Function &function) const { return sum(function, blocksOf(function), -1); }

void Costs::refine(FunctionId function, const Cost &cost) {
  refined_[function] = cost;
  known_.assign(known_.size(), std::nullopt);  // callers stand on it
}

void Costs::refineLoop(FunctionId function, std::int32_t loop, const Cost &whole) {
  refinedLoops_[{function, loop}] = whole;
}

Cost Costs::of(FunctionId id) const {
  if (auto refined = refined_.find(id); refined != refined_.end()) return refined->second;
  if (known_[id]) return *known_[id];
  if (open_[id]) return {1, 20, Cost::unbounded, 1, false};  // a recursion
  open_[id] = true;
  Cost cost = compute(program_.function(id));
  open_[id] = false;
  known_[id] = cost;
  return cost;
}

/// One of so many rounds, where all of them are known together.
static Cost oneOf(Cost whole, const Rounds &rounds) {
  whole.low = rounds.trips.low > 0 ? whole.low / rounds.trips.low : 0;
  whole.typical /= std::max(rounds.trips.typical, 1.0);
  if (rounds.trips.bounded()) whole.high /= std::max(rounds.trips.high, 1.0);
  if (rounds.overData && whole.depth > 0) --whole.depth;
  return whole;
}

Cost Costs::ofRound(const Function &function, std::int32_t loop) const {
  const auto refined = refinedLoops_.find({function.id(), loop});
  if (refined != refinedLoops_.end()) return oneOf(refined->second, roundsOf(*this, function, loop));
  return sum(function, blocksOf(function), loop);
}

Cost Costs::ofLoop(const Function &function, std::int32_t loop) const {
  const auto refined = refinedLoops_.find({function.id(), loop});
  if (refined != refinedLoops_.end()) return refined->second;
  return allRounds(sum(function, blocksOf(function), loop), roundsOf(*this, function, loop));
}

double Costs::share(const Function &function, const facts::OpT &op) const {
  for (const BlockCost &block : blocksOf(function))
    for (const auto &inside : block.block->ops)
      if (inside.get() == &op) return block.share;
  return 1;
}

std::optional<double> Costs::dispatch(const Function &function, const facts::OpT &op) const {
  const CostModel *known = modelOf(function, op);
  return known ? known->dispatch : std::nullopt;
}

std::string inWords(double nanoseconds) {
  static constexpr std::pair<double, const char *> units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "us"}};
  char text[32];
  constexpr double longest = 60e9;  // beyond it the estimate says no more than that it is long
  if (nanoseconds >= longest) return "60 s or more";
  for (auto [size, name] : units)
    if (nanoseconds >= size) {
      std::snprintf(text, sizeof text, nanoseconds < 10 * size ? "%.1f %s" : "%.0f %s", nanoseconds / size, name);
      return text;
    }
  std::snprintf(text, sizeof text, "%.0f ns", std::max(nanoseconds, 1.0));
  return text;
}

}  // namespace cotidy
