// First forward from each task that is made, to the variable that gets it or the place that drops it; then, for each such
// variable, what every operation does to it.
#include "analysis/TaskHolders.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;
using Effect = HolderEffect;

static constexpr unsigned deepest = 8;  // values made of values made of …

static bool insertsAtBack(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  return callee && callee->system && op.arguments.size() == 1 && lastComponent(callee->name) == "back_inserter";
}

// `std::transform(all.begin(), all.end(), std::back_inserter(tasks), start)`: the variable that gets a task for each element;
// -1 for other operations.
static std::int32_t filledByAlgorithm(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call && op.object < 0 ? function.callee(op.callee) : nullptr;
  if (!callee || !callee->system || lastComponent(callee->name) != "transform") return -1;
  for (const auto &argument : op.arguments) {
    const facts::OpT *inserter = function.definition(function.strip(argument->value));
    if (inserter && insertsAtBack(function, *inserter)) return function.unmoved(inserter->arguments.front()->value);
  }
  return -1;
}

TaskHolders::TaskHolders(const TaskMakers &makers, const Function &function)
    : makers_(makers), calls_(makers.calls()), function_(function), uses_(function) {
  for (const facts::OpT *op : function.ops())
    if (auto task = makers.made(function, *op)) made_.push_back(std::move(*task));
  for (std::size_t i = 0; i < made_.size(); ++i) follow(made_[i].value, static_cast<std::int32_t>(i), 0);
  for (const facts::OpT *op : function.ops()) {
    const std::int32_t into = filledByAlgorithm(function, *op);
    const Type type = isVariable(into) ? function.typeOf(into).value() : Type();
    const TaskKind kind = type && !makers.kindOf(type) ? heldTaskKind(calls_.models(), type) : TaskKind();
    if (!kind.lazy()) continue;
    made_.push_back({op, op->result, kind, type.argument(0), function.callee(op->callee)->name});
    put(*op, into, static_cast<std::int32_t>(made_.size()) - 1, true);
  }
  findVariables();
  for (std::size_t i = 0; i < todo_.size(); ++i) describe(todo_[i], todo_[i], false, false, 0);
}

const std::vector<HolderEffect> &TaskHolders::effects(const facts::OpT &op) const {
  static const std::vector<HolderEffect> none;
  auto found = effects_.find(&op);
  return found == effects_.end() ? none : found->second;
}

bool TaskHolders::isVariable(std::int32_t id) const {
  const facts::ValueT *value = function_.value(id);
  return value && value->kind == ValueKind::Local && !value->static_ && !value->thread_local_;
}

// `auto &slot = tasks[i]`: what is put into it is somebody else's from then on.
static bool isAlias(const Function &function, std::int32_t id) {
  const facts::ValueT *value = function.value(id);
  return value && value->kind == ValueKind::Local && function.type(value->type).is(TypeKind::LRef);
}

void TaskHolders::hold(std::int32_t holder) {
  if (!holders_.insert(holder).second) return;
  todo_.push_back(holder);
  Type type = function_.typeOf(holder).value();
  if (!makers_.kindOf(type)) containers_.insert(holder);
}

// Variables and parameters that are tasks, whoever made them: they may be used twice.
void TaskHolders::findVariables() {
  const auto &values = function_.body().values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto id = static_cast<std::int32_t>(i);
    if (values[i]->kind != ValueKind::Param && !isVariable(id)) continue;
    Type type = function_.type(values[i]->type);
    if (type.is(TypeKind::Record) && makers_.kindOf(type).pending()) hold(id);
  }
}

const facts::OpT *TaskHolders::declaration(std::int32_t holder) const {
  for (const facts::OpT *write : function_.writes(holder))
    if (write->kind == OpKind::Init) return write;
  return nullptr;
}

bool TaskHolders::lazy(std::int32_t holder) const {
  TaskKind kind = heldTaskKind(calls_.models(), function_.typeOf(holder).value());
  return kind ? kind.lazy() : true;  // a plain awaiter does nothing by itself
}

void TaskHolders::put(const facts::OpT &op, std::int32_t holder, std::int32_t task, bool more) {
  Effect effect{more ? Effect::Add : Effect::Put, Effect::Other, holder, task};
  effects_[&op].push_back(effect);
  hold(holder);
}

bool TaskHolders::filled(const facts::OpT &op, std::int32_t holder) const {
  const auto &all = effects(op);
  return std::any_of(all.begin(), all.end(), [&](const Effect &e) {
    return ((e.what == Effect::Put || e.what == Effect::Add) && e.holder == holder) ||
           (e.what == Effect::Move && e.to == holder);
  });
}

// `if (task)`: the conversion; `task == other`: the comparison.
bool TaskHolders::testing(const facts::OpT &op) const {
  const facts::CalleeT *callee = function_.callee(op.callee);
  return callee && op.arguments.empty() && callee->name.ends_with("operator()cast") &&
         function_.typeOfCallee(callee->result).is(TypeKind::Bool);
}

bool TaskHolders::comparing(const facts::OpT &op) const {
  static constexpr std::array<std::string_view, 7> comparisons{"==", "!=", "<", ">", "<=", ">=", "<=>"};
  const facts::CalleeT *callee = function_.callee(op.callee);
  return callee && std::find(comparisons.begin(), comparisons.end(), callee->operator_) != comparisons.end();
}

// ------------------------------------------------------------------ from a task that is made to who holds it

void TaskHolders::follow(std::int32_t id, std::int32_t task, unsigned depth) {
  if (id < 0 || depth > deepest) return;
  const facts::ValueT &value = *function_.value(id);
  for (const Use &use : uses_.of(id)) {
    if (value.into >= 0 && use.op->kind != OpKind::Init) continue;
    followUse(use, task, depth);
  }
  for (std::int32_t next : uses_.derived(id)) {
    ValueKind kind = function_.value(next)->kind;
    if (kind == ValueKind::Move || kind == ValueKind::Phi || kind == ValueKind::Temp) follow(next, task, depth + 1);
  }
}

void TaskHolders::followUse(const Use &use, std::int32_t task, unsigned depth) {
  const facts::OpT &op = *use.op;
  switch (op.kind) {
  case OpKind::Discard: losses_.push_back({DirectLoss::Discarded, task, &op}); break;
  case OpKind::Init:
  case OpKind::Assign:
    if (use.role == Use::Source && isVariable(op.destination) &&
        (op.kind == OpKind::Init || !isAlias(function_, op.destination)))
      put(op, op.destination, task, false);
    break;
  case OpKind::Call:
  case OpKind::Construct:
    if (use.role == Use::Argument)
      followArgument(use, task, depth);
    else if (use.role == Use::Object && testing(op))
      tests_.push_back({task, -1, &op, false});
    else if (use.role == Use::Object && comparing(op))
      tests_.push_back({task, -1, &op, true});
    break;
  default: break;  // awaited, returned, captured: somebody has it
  }
}

static bool holdsOne(std::string_view type) {
  return type == "std::optional" || type == "std::unique_ptr" || type == "std::shared_ptr";
}

void TaskHolders::followArgument(const Use &use, std::int32_t task, unsigned depth) {
  const facts::OpT &op = *use.op;
  if (op.kind == OpKind::Construct) {
    Type type = function_.typeOf(op.result);
    if (makers_.kindOf(type) || heldTaskKind(calls_.models(), type)) follow(op.result, task, depth + 1);
    return;
  }
  if (comparing(op)) {
    tests_.push_back({task, -1, &op, true});
    return;
  }
  const std::int32_t object = function_.unmoved(op.object);
  const facts::CalleeT *callee = function_.callee(op.callee);
  if (isAlias(function_, object)) return;
  if (callee && callee->operator_ == "=" && object >= 0) {
    if (isVariable(object))
      put(op, object, task, false);
    else if (function_.value(object)->name == "std::ignore")
      losses_.push_back({DirectLoss::Ignored, task, &op});
    return;
  }
  if (isVariable(object)) {
    Type type = function_.typeOf(object).value();
    if (!makers_.kindOf(type) && heldTaskKind(calls_.models(), type)) put(op, object, task, !holdsOne(type.name()));
    return;
  }
  if (made_[task].kind.lazy() && makers_.fate(function_, op, use.index) == ParameterFate::Dropped)
    losses_.push_back({DirectLoss::Passed, task, &op});
}

// ------------------------------------------------------------------ what operations do to a variable

void TaskHolders::take(std::int32_t holder, const facts::OpT &op, Effect::How how, bool moved) {
  Effect effect{Effect::Take, how, holder};
  effect.moved = moved;
  effects_[&op].push_back(effect);
}

void TaskHolders::describe(std::int32_t holder, std::int32_t id, bool moved, bool part, unsigned depth) {
  if (depth > deepest) return;
  for (const Use &use : uses_.of(id)) describeUse(holder, use, moved, part);
  for (std::int32_t next : uses_.derived(id)) {
    ValueKind kind = function_.value(next)->kind;
    if (kind == ValueKind::Not || kind == ValueKind::Expr) continue;  // a condition: asks()
    bool whole = kind == ValueKind::Move || kind == ValueKind::Phi || kind == ValueKind::Temp;
    describe(holder, next, moved || kind == ValueKind::Move, part || !whole, depth + 1);
  }
}

void TaskHolders::describeUse(std::int32_t holder, const Use &use, bool moved, bool part) {
  const facts::OpT &op = *use.op;
  switch (op.kind) {
  case OpKind::Use: return;
  case OpKind::Destroy:
  case OpKind::End:
    if (!part && !op.temporary) effects_[&op].push_back({Effect::End, Effect::Other, holder});
    return;
  case OpKind::Discard:  // (void)task: meant to silence a warning; what runs already may be left to itself so
    if (op.discarded == facts::Discarded::Void && !lazy(holder)) take(holder, op, Effect::Other, false);
    return;
  case OpKind::Init:
  case OpKind::Assign:
    if (use.role != Use::Destination) return take(holder, op, Effect::Other, false);
    if (!part && op.kind == OpKind::Assign && !filled(op, holder))
      effects_[&op].insert(effects_[&op].begin(), Effect{Effect::Put, Effect::Other, holder});
    return;
  case OpKind::Await: return take(holder, op, part ? Effect::Other : Effect::Awaited, moved);
  case OpKind::Yield:
  case OpKind::Return:
  case OpKind::CoReturn:
  case OpKind::Throw: return take(holder, op, Effect::MovedAway, moved);
  case OpKind::Call:
  case OpKind::Construct:
    if (part) return take(holder, op, Effect::Other, false);
    if (use.role == Use::Argument) return describeArgument(holder, use, moved);
    if (use.role == Use::Object) return describeObject(holder, use, moved);
    return take(holder, op, Effect::Other, false);
  default: return take(holder, op, Effect::Other, false);
  }
}

// `op.submit(std::move(sender))` where the parameter has no name: by reference, and nothing is done with it.
static bool isLeftAlone(const TaskMakers &makers, const Function &function, const facts::OpT &op,
                        std::size_t argument) {
  const facts::CalleeT *callee = function.callee(op.callee);
  const bool byReference = callee && argument < callee->parameters.size() &&
                           function.typeOfCallee(callee->parameters[argument]->type).is(TypeKind::RRef);
  return byReference && makers.fate(function, op, argument) == ParameterFate::Dropped;
}

// Which of several bodies of one name it is, as of a template's specialisations, is not known: some leave the value alone.
static bool mayBeLeftAlone(const Calls &calls, const Function &function, const facts::OpT &op, std::size_t argument) {
  const facts::CalleeT *callee = function.callee(op.callee);
  const CallSite *site = calls.at(function.id(), &op);
  if (!callee || callee->system || (site && site->targets.size() == 1)) return false;
  const std::vector<FunctionId> named = calls.program().named(callee->name);
  return std::any_of(named.begin(), named.end(), [&](FunctionId id) {
    const Function &body = calls.program().function(id);
    const auto &parameters = body.body().parameters;
    return argument < parameters.size() && body.value(parameters[argument])->name.empty();
  });
}

void TaskHolders::describeArgument(std::int32_t holder, const Use &use, bool moved) {
  const facts::OpT &op = *use.op;
  if (comparing(op)) {
    tests_.push_back({-1, holder, &op, true});
    return;
  }
  if (insertsAtBack(function_, op)) return;
  std::int32_t to = -1;
  bool more = false;
  if (op.kind == OpKind::Construct)
    to = op.result >= 0 ? function_.value(op.result)->into : -1;
  else if (isVariable(function_.unmoved(op.object)))
    to = function_.unmoved(op.object);
  const facts::CalleeT *callee = function_.callee(op.callee);
  if (moved && to != holder && isVariable(to) && !isAlias(function_, to)) {
    Type type = function_.typeOf(to).value();
    const bool one = makers_.kindOf(type) || holdsOne(type.name());
    more = op.kind == OpKind::Call && !one;
    if (heldTaskKind(calls_.models(), type) &&
        (op.kind == OpKind::Construct || more || (callee && callee->operator_ == "="))) {
      Effect effect{Effect::Move, Effect::MovedAway, holder, -1, to, true, more};
      effects_[&op].push_back(effect);
      return hold(to);
    }
  }
  if (!moved && op.kind == OpKind::Call && makers_.fate(function_, op, use.index) == ParameterFate::Borrowed) return;
  if (moved && isLeftAlone(makers_, function_, op, use.index)) return;
  // `if (!queue.tryPush(std::move(task)))`: what says whether it took the task may have left it.
  bool maybe = callee && function_.typeOfCallee(callee->result).is(TypeKind::Bool) && op.kind == OpKind::Call;
  if (callee && use.index < callee->parameters.size())
    maybe |= function_.typeOfCallee(callee->parameters[use.index]->type).is(TypeKind::LRef);
  maybe |= moved && mayBeLeftAlone(calls_, function_, op, use.index);
  maybe |= !callee && function_.head().pattern;  // in a template a cast that passes a value on moves nothing by itself
  take(holder, op, Effect::MovedAway, moved && !maybe);
}

// `future.get_exception()`: what has failed gives its error away once.
static bool takesError(const facts::CalleeT *callee, Type result) {
  return callee && !callee->const_ && result.is(TypeKind::Record) && lastComponent(result.name()) == "exception_ptr";
}

void TaskHolders::describeObject(std::int32_t holder, const Use &use, bool moved) {
  static constexpr std::array<std::string_view, 3> roomy{"reserve", "shrink_to_fit", "resize"};
  const facts::OpT &op = *use.op;
  if (filled(op, holder)) return;
  if (testing(op) || comparing(op)) {
    tests_.push_back({-1, holder, &op, comparing(op)});
    return;
  }
  const facts::CalleeT *callee = function_.callee(op.callee);
  const CallSite *site = calls_.at(function_.id(), &op);
  Type result = callee ? function_.typeOfCallee(callee->result) : Type();
  const bool asking = callee && callee->const_ && (result.is(TypeKind::Bool) || result.is(TypeKind::Scalar));
  if (container(holder)) {
    // Adding tasks that others made, asking for the size, making room: none of it takes what is there.
    bool adds = std::any_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
      return bool(makers_.kindOf(function_.typeOf(argument->value).value()));
    });
    bool room = callee && std::find(roomy.begin(), roomy.end(), lastComponent(callee->name)) != roomy.end();
    if (asking || adds || room) return;
    return take(holder, op, Effect::Other, false);
  }
  if (callee && callee->operator_ == "=") {
    effects_[&op].insert(effects_[&op].begin(), Effect{Effect::Put, Effect::Other, holder});
    return;
  }
  bool waits = false, ready = false;
  for (const FunctionModel *model : site ? site->models : std::vector<const FunctionModel *>()) {
    waits |= model->blocks == Blocking::Wait && !model->makesReady && !model->readyCheck;
    ready |= model->readyCheck || model->makesReady;
  }
  waits |= takesError(callee, result);
  if (asking && !ready && lazy(holder)) return;
  Effect::How how = waits ? Effect::Awaited : ready || asking ? Effect::Asked : Effect::Other;
  take(holder, op, how, how != Effect::Asked && (moved || (callee && callee->ref == facts::RefQualifier::RValue)));
}

// ------------------------------------------------------------------ conditions

std::optional<std::pair<std::int32_t, std::size_t>> TaskHolders::asks(const facts::BlockT &block) const {
  if (!block.terminator) return std::nullopt;
  std::int32_t id = block.terminator->condition;
  bool negated = false;
  const facts::ValueT *value = function_.value(id);
  for (; value && value->kind == ValueKind::Not && !value->inputs.empty(); value = function_.value(id)) {
    id = value->inputs.front();
    negated = !negated;
  }
  const facts::OpT *op = function_.definition(id);
  if (!value || !op || op->kind != OpKind::Call) {
    for (std::int32_t input : value ? value->inputs : std::vector<std::int32_t>())
      if (holders_.count(function_.unmoved(input))) return std::pair{function_.unmoved(input), std::size_t{2}};
    return std::nullopt;
  }
  std::int32_t asked = function_.unmoved(op->object >= 0         ? op->object
                                         : op->arguments.empty() ? -1
                                                                 : op->arguments.front()->value);
  if (!holders_.count(asked)) return std::nullopt;
  const facts::CalleeT *callee = function_.callee(op->callee);
  std::string_view name = callee ? lastComponent(callee->name) : std::string_view();
  bool present = testing(*op) || name == "has_value" || name == "valid";
  return std::pair{asked, present ? std::size_t(negated ? 0 : 1) : std::size_t{2}};
}

}  // namespace cotidy
