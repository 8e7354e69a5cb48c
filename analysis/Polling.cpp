// Recognises loops that only look, again and again, whether another thread has changed something.
#include "analysis/Effects.h"
#include "analysis/Foreign.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

bool inLoop(const facts::BodyT &body, const facts::OpT &op, std::int32_t loop) {
  for (std::int32_t at = op.loop; at >= 0; at = body.loops[at]->parent)
    if (at == loop) return true;
  return false;
}

namespace {
// What the operations of one loop amount to.
struct Activity {
  bool looks = false;       // reads an atomic, a clock, a flag that somebody else sets
  bool pauses = false;      // sleeps or yields between two looks
  bool suspends = false;
  bool works = false;       // does anything else
};
}  // namespace

static bool isPause(const CallSite &site) {
  for (const FunctionModel *model : site.models)
    if (model->blocks == Blocking::Sleep || model->pauses) return true;
  return false;
}

static bool isLook(const CallSite &site) {
  return std::any_of(site.models.begin(), site.models.end(),
                     [](const FunctionModel *m) { return m->polls || m->readyCheck; });
}

// A small function of the user that only reads: `bool ready() const { return flag_.load(); }`.
static bool onlyReads(const Calls &calls, FunctionId id, bool &looks, unsigned depth) {
  const Function &function = calls.program().function(id);
  constexpr unsigned deepest = 3;
  if (depth > deepest || !function.body().loops.empty() || function.coroutine()) return false;
  for (const facts::OpT *op : function.ops()) {
    if (op->kind == OpKind::Use && !op->dependent && op->destination < 0) continue;
    if (op->kind == OpKind::Return || op->kind == OpKind::End || op->kind == OpKind::Destroy) continue;
    const CallSite *site = op->kind == OpKind::Call ? calls.at(id, op) : nullptr;
    if (!site) return false;
    if (isLook(*site))
      looks = true;
    else if (site->targets.size() != 1 || !onlyReads(calls, site->targets.front(), looks, depth + 1))
      return false;
  }
  return true;
}

static bool isHarmless(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || !callee->system) return false;
  const std::string &symbol = callee->operator_;
  if (!symbol.empty()) return symbol != "()" && symbol != "<<" && symbol != ">>";  // comparisons, sums of durations
  const bool handle =
      callee->constructor != facts::ConstructorKind::None && callee->name.starts_with("std::coroutine_handle::");
  return handle || callee->name.starts_with("std::chrono::") || callee->name.starts_with("std::__cmp_cat::") ||
         callee->name.find("operator\"\"") != std::string::npos;
}

static void look(const Calls &calls, const Function &function, const facts::OpT &op, Activity &a) {
  if (op.kind == OpKind::Await || op.kind == OpKind::Yield) a.suspends = true;
  if (op.kind == OpKind::Assign || op.kind == OpKind::New || op.kind == OpKind::Throw || op.kind == OpKind::Closure)
    a.works = true;
  if (op.kind == OpKind::Use) {
    const facts::ValueT *v = function.value(op.source);
    a.looks |= v && v->volatile_;
  }
  if (op.kind != OpKind::Call && op.kind != OpKind::Construct) return;
  const CallSite *site = calls.at(function.id(), &op);
  if (!site) return;
  bool looks = false;
  if (isPause(*site))
    a.pauses = true;
  else if (isLook(*site))
    a.looks = true;
  else if (site->targets.size() == 1 && onlyReads(calls, site->targets.front(), looks, 0))
    a.looks |= looks;
  else if (!isHarmless(function, op))
    a.works = true;
}

// Something that changes without this loop's doing: the condition of a loop that sleeps between two looks.
static bool waitsForCondition(const Function &function, const facts::LoopT &loop) {
  const facts::ValueT *condition = function.value(loop.condition);
  if (!condition || condition->kind == facts::ValueKind::Literal) return false;
  if (condition->kind == facts::ValueKind::Not && !condition->inputs.empty())
    condition = function.value(condition->inputs.front());
  using K = facts::ValueKind;
  return condition && (condition->kind == K::Member || condition->kind == K::Global || condition->kind == K::Capture ||
                       condition->kind == K::Deref || condition->kind == K::Temp);
}

bool polls(const Calls &calls, const Function &function, std::int32_t index) {
  if (isForeign(function)) return false;  // a lock-free queue, a spin lock
  const facts::LoopT &loop = *function.body().loops[index];
  if (loop.kind == facts::LoopKind::RangeFor || loop.bound == facts::Bound::Constant ||
      loop.bound == facts::Bound::Data)
    return false;
  Activity a;
  for (const facts::OpT *op : function.ops())
    if (inLoop(function.body(), *op, index)) look(calls, function, *op, a);
  if (a.suspends || a.works) return false;
  return a.looks || (a.pauses && waitsForCondition(function, loop));
}

}  // namespace cotidy
