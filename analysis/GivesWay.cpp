// From the awaited call to the body of the coroutine, and there from its entry to its end: is there a way without a stop?
#include "analysis/GivesWay.h"

#include "analysis/Flow.h"
#include "analysis/Tasks.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::TerminatorKind;
using facts::ValueKind;
using Kind = GivesWay::Kind;

GivesWay::GivesWay(const Calls &calls, const Suspensions &suspensions) : calls_(calls), suspensions_(suspensions) {}

// Awaiting a ready task of some libraries still yields when the time slice is over: a model says so of its await_ready.
bool GivesWay::yieldsWhenReady(Type task) const {
  for (std::string_view name : task.value().namesWithBases()) {
    CallView view;
    view.names = {std::string(name) + "::await_ready"};
    view.system = true;
    if (!calls_.models().mentions(view.names.front())) continue;
    for (const FunctionModel *model : calls_.models().match(view))
      if (model->pauses) return true;
  }
  return false;
}

// The program's own awaiter. Only what other threads fill may be ready again and again: a queue under a lock. A plain field
// stays as it is until this thread does something else, and an atomic one is mostly an event that comes once.
Kind GivesWay::ofAwaiter(const Function &function, const facts::OpT &await) const {
  for (std::int32_t index : await.awaiter_callees) {
    const facts::CalleeT *callee = function.callee(index);
    if (!callee || lastComponent(callee->name) != "await_ready") continue;
    const auto body = calls_.program().resolve(function, callee->key);
    if (!body || await.ready != facts::Ready::Unknown) return Kind::Surely;
    for (const CallSite &site : calls_.of(*body))
      for (const FunctionModel *model : site.models)
        if (model->locks != Locking::None) return Kind::Perhaps;
  }
  return Kind::Surely;
}

Kind GivesWay::at(const Function &function, const facts::OpT &await) const {
  if (!suspensions_.at(function, await)) return Kind::Never;
  const Type awaited = function.typeOf(await.source);
  if (yieldsWhenReady(awaited)) return Kind::Surely;
  const facts::OpT *call = function.definition(function.unmoved(await.source));
  const CallSite *site = call ? calls_.at(function.id(), call) : nullptr;
  if (!site || !site->certain || site->targets.empty() || !site->models.empty() || calls_.handedOver(call))
    return ofAwaiter(function, await);
  Kind worst = Kind::Surely;
  for (FunctionId target : site->targets) {
    const Function &body = calls_.program().function(target);
    if (!body.coroutine() || body.generator()) return ofAwaiter(function, await);
    worst = std::min(worst, of(target));
  }
  return worst;
}

Kind GivesWay::of(FunctionId coroutine) const {
  auto [entry, isNew] = known_.try_emplace(coroutine, Kind::Surely);  // a recursion: nothing is known
  if (!isNew) return entry->second;
  const Kind kind = compute(calls_.program().function(coroutine));
  known_[coroutine] = kind;
  return kind;
}

// Runs when it is awaited, on the thread that awaits it?
static bool runsAtOnce(const Models &models, const Function &coroutine) {
  const TaskKind kind = taskKind(models, coroutine.resultType().value());
  return kind.is == TaskKind::Task && (kind.lazy() || kind.eager());
}

// The system is asked first, and then waited for: how much comes is the other side's business, and each piece has its price.
static bool asksTheSystem(const Calls &calls, const Function &function, unsigned depth) {
  for (const CallSite &site : calls.of(function.id())) {
    const facts::CalleeT *callee = function.callee(site.op->callee);
    if (callee && callee->system && callee->name.find("::") == std::string::npos && callee->operator_.empty() &&
        !callee->name.starts_with("mem") && !callee->name.starts_with("str"))
      return true;
    for (FunctionId target : site.targets)
      if (depth < 3 && target != function.id() && asksTheSystem(calls, calls.program().function(target), depth + 1))
        return true;
  }
  return false;
}

Kind GivesWay::compute(const Function &coroutine) const {
  if (!runsAtOnce(calls_.models(), coroutine) || coroutine.body().flat) return Kind::Surely;
  bool any = false;
  std::map<std::int32_t, bool> stops;  // by block
  for (const facts::BlockT *block : coroutine.blocks())
    for (const auto &op : block->ops) {
      const bool await = op->kind == OpKind::Await;
      const Kind kind = await ? at(coroutine, *op) : mayAt(coroutine, *op) ? Kind::Surely : Kind::Never;
      any |= kind != Kind::Never;
      stops[block->id] |= kind == Kind::Surely;
    }
  if (!any) return Kind::Never;
  std::vector<std::int32_t> todo{coroutine.body().entry};
  std::set<std::int32_t> seen(todo.begin(), todo.end());
  while (!todo.empty()) {
    const std::int32_t id = todo.back();
    todo.pop_back();
    const facts::BlockT *block = coroutine.block(id);
    if (!block || stops[id]) continue;
    const bool returns =
        std::any_of(block->ops.begin(), block->ops.end(), [](const auto &op) { return op->kind == OpKind::CoReturn; });
    if (returns || id == coroutine.body().exit)
      return asksTheSystem(calls_, coroutine, 0) ? Kind::Surely : Kind::Perhaps;
    for (std::int32_t next : coroutine.successors(*block))
      if (seen.insert(next).second) todo.push_back(next);
  }
  return Kind::Surely;
}

bool GivesWay::mayAt(const Function &function, const facts::OpT &op) const {
  if (op.kind == OpKind::Await) return at(function, op) != Kind::Never;
  if (suspensions_.at(function, op)) return true;
  const CallSite *site = calls_.at(function.id(), &op);
  return site && std::any_of(site->models.begin(), site->models.end(),
                             [](const FunctionModel *m) { return m->pauses || m->suspends; });
}

bool GivesWay::inLoop(const Function &function, std::int32_t loop) const {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    return cotidy::inLoop(function.body(), *op, loop) && mayAt(function, *op);
  });
}

// ------------------------------------------------------------------ loops with an end in sight

// Words of functions that say "this has lasted long enough".
static bool asksForTheTime(std::string_view name) {
  static constexpr std::array words{"preempt", "yield",   "budget",  "quota",    "deadline",
                                    "expired", "elapsed", "timeout", "exhausted"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char *word) { return name.find(word) != std::string_view::npos; });
}

static bool isCounting(const Function &function, std::int32_t value) {
  const Type type = function.typeOf(value).value();
  const facts::ValueT *v = function.value(function.unmoved(value));
  if (!v || !type.is(facts::TypeKind::Scalar)) return false;
  // ++n leaves an expression, n += size an assignment.
  if (v->kind == ValueKind::Expr)
    return v->op == "%" || v->op == "++" || v->op == "--" || v->op == "+" || v->op == "-" || v->op == "&";
  return v->kind == ValueKind::Local || v->kind == ValueKind::Member || v->kind == ValueKind::Param ||
         v->kind == ValueKind::Capture;
}

// `batch.size() < maxBatch`, `taken < maxBatch`: how much there is already, against a constant of the program.
static bool comparesWithConstant(const Function &function, const facts::ValueT &comparison) {
  if (comparison.op != "<" && comparison.op != ">" && comparison.op != "<=" && comparison.op != ">=") return false;
  const facts::ValueT *right = function.value(comparison.inputs[1]);
  const bool global = right && right->kind == ValueKind::Global && function.type(right->type) &&
                      function.type(right->type).facts()->const_;
  if (!right || (!global && (!right->constant || right->literal <= 0))) return false;
  const facts::OpT *made = function.definition(function.unmoved(comparison.inputs[0]));
  const facts::CalleeT *callee = made && made->arguments.empty() ? function.callee(made->callee) : nullptr;
  return isCounting(function, comparison.inputs[0]) || (callee && lastComponent(callee->name) == "size");
}

// Does the condition compare a count with a limit? A comparison with 0 asks whether something failed.
static bool limits(const Calls &calls, const Function &function, std::int32_t condition, unsigned depth) {
  const facts::ValueT *v = function.value(condition);
  if (!v || depth > 8) return false;
  if (v->kind == ValueKind::Expr && v->inputs.size() == 2 &&
      (v->op == "<" || v->op == ">" || v->op == "<=" || v->op == ">=" || v->op == "==" || v->op == "!=")) {
    if (comparesWithConstant(function, *v)) return true;
    const facts::ValueT *left = function.value(v->inputs[0]), *right = function.value(v->inputs[1]);
    const bool zero =
        (left && left->constant && left->literal <= 0) || (right && right->constant && right->literal <= 0);
    const bool remainder = (left && left->kind == ValueKind::Expr && left->op != "&") ||
                           (right && right->kind == ValueKind::Expr && right->op != "&");
    if ((!zero || remainder) && isCounting(function, v->inputs[0]) &&
        (isCounting(function, v->inputs[1]) || (right && right->constant)))
      return true;
  }
  if (const facts::OpT *made = function.definition(condition)) {
    const CallSite *site = calls.at(function.id(), made);
    const facts::CalleeT *callee = function.callee(made->callee);
    if (callee && asksForTheTime(lastComponent(callee->name))) return true;
    if (site && std::any_of(site->models.begin(), site->models.end(),
                            [](const FunctionModel *m) { return m->polls && m->blocks == Blocking::None; }))
      if (callee && lastComponent(callee->name) == "now") return true;
    for (const auto &argument : made->arguments)
      if (limits(calls, function, argument->value, depth + 1)) return true;
    if (made->object >= 0 && limits(calls, function, made->object, depth + 1)) return true;
  }
  return std::any_of(v->inputs.begin(), v->inputs.end(),
                     [&](std::int32_t input) { return limits(calls, function, input, depth + 1); });
}

bool GivesWay::isCapped(const Function &function, std::int32_t loop) const {
  for (const facts::BlockT *block : function.blocks()) {
    if (!block->terminator || block->terminator->condition < 0) continue;
    const bool head = block->terminator->loop == loop;
    const bool inside = std::any_of(block->ops.begin(), block->ops.end(),
                                    [&](const auto &op) { return cotidy::inLoop(function.body(), *op, loop); });
    if ((head || inside) && limits(calls_, function, block->terminator->condition, 0)) return true;
  }
  return false;
}

bool GivesWay::isTimed(const Function &function, std::int32_t loop) const {
  for (const CallSite &site : calls_.of(function.id())) {
    const facts::CalleeT *callee = function.callee(site.op->callee);
    if (callee && cotidy::inLoop(function.body(), *site.op, loop) && asksForTheTime(lastComponent(callee->name)))
      return true;
  }
  return false;
}

}  // namespace cotidy
