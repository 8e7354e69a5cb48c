// cotidy-await-in-loop: one task per element, each awaited before the next is started, although none needs the other.
#include "analysis/AwaitOrder.h"
#include "analysis/Flow.h"
#include "analysis/Spawns.h"
#include "analysis/Storage.h"
#include "checks/Check.h"
#include "checks/support/Gather.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// Can the loop end before its data do? Then a round decides whether there is another one.
static bool leavesEarly(const Function &function, std::int32_t loop) {
  const facts::BlockT *head = nullptr;
  for (const facts::BlockT *block : function.blocks())
    if (block->terminator && block->terminator->loop == loop) head = block;
  for (const facts::OpT *op : function.ops())
    if (inLoop(function.body(), *op, loop) &&
        (op->kind == OpKind::CoReturn || op->kind == OpKind::Return || op->kind == OpKind::Throw))
      return true;
  const std::vector<std::int32_t> next = head ? function.successors(*head) : std::vector<std::int32_t>();
  return next.size() != 2 || reachableFrom(function, next[0], head->id).count(next[1]) != 0;
}

// What belongs to one round: the loop's own variable and what is behind it, or the front of the queue that is drained.
static bool isElement(const Function &function, std::int32_t value, std::int32_t loop, std::int32_t queue) {
  const std::int32_t root = rootOf(function, value);
  if (root < 0) return false;
  return variesIn(function, root, loop) ||
         (queue >= 0 && function.placeKey(root) == function.placeKey(rootOf(function, queue)));
}

// A queue that its caller lends, or that is behind a pointer: several workers may drain it, and are several under way.
static bool hasOtherWorkers(const Function &function, std::int32_t queue) {
  const facts::ValueT *v = function.value(rootOf(function, queue));
  if (!v || v->kind == ValueKind::Member || v->kind == ValueKind::This) return false;
  const Type type = function.type(v->type);
  return v->kind == ValueKind::Capture || type.isReference() || type.is(facts::TypeKind::Pointer) ||
         type.name() == "std::shared_ptr";
}

// Does a round give the call something that an earlier round left behind? What belongs to the loop itself does not count.
static bool dependsOnRound(const Function &function, const AwaitedCall &one, std::int32_t loop, std::int32_t queue) {
  std::vector<std::int32_t> roots = rootsGiven(function, *one.call);
  if (one.call->object >= 0) roots.push_back(rootOf(function, one.call->object));
  for (std::int32_t root : roots) {
    const facts::ValueT *v = function.value(root);
    if (!v || v->kind != ValueKind::Local || root == queue) continue;
    const auto &writes = function.writes(root);
    auto inside = [&](const facts::OpT *write) { return inLoop(function.body(), *write, loop); };
    const bool bornInside = !writes.empty() && std::all_of(writes.begin(), writes.end(), inside);
    if (!bornInside && std::any_of(writes.begin(), writes.end(), inside)) return true;
    for (const facts::OpT *op : function.ops()) {  // `seen.push_back(result)`, and `seen` is given to the next call
      const facts::CalleeT *callee =
          op->kind == OpKind::Call && op->object >= 0 && op != one.call ? function.callee(op->callee) : nullptr;
      if (callee && !bornInside && inside(op) && !callee->const_ && rootOf(function, op->object) == root &&
          op->object >= 0 && callee->operator_ != "++" && callee->operator_ != "*" && callee->operator_ != "->" &&
          callee->operator_ != "[]")
        return true;
    }
  }
  return false;
}

// What all rounds share, and one of them may write.
static bool sharesWritten(const Calls &calls, const Function &function, const AwaitedCall &one, std::int32_t loop,
                          std::int32_t queue) {
  for (std::int32_t root : rootsGiven(function, *one.call))
    if (!isElement(function, root, loop, queue) && mayWrite(function, one, root)) return true;
  const std::int32_t object = one.call->object < 0 ? -1 : rootOf(function, one.call->object);
  if (object >= 0 && isElement(function, one.call->object, loop, queue)) {
    // The parts of a program, behind one interface, may start and stop in an order.
    return (one.ordered && one.call->virtual_) || bodiesConflict(calls, one.bodies, one.bodies, false);
  }
  const bool aboutOne = isAboutOneThing(lastComponent(one.callee->name));
  if (one.ordered && !aboutOne) return true;
  if (object < 0 && !one.givesValue && !aboutOne) return true;  // done for an effect that is not shown
  if (object >= 0) {
    const facts::ValueT *v = function.value(object);
    const Type type = function.type(v->type);
    const bool own = v->kind == ValueKind::This;
    const bool service =
        type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer) || type.name() == "std::shared_ptr";
    if (own ? one.bodies.empty() && !aboutOne : !service) return true;
    if (!one.givesValue && !own && !aboutOne)
      return true;  // done for its effect on one object: in order, for all we know
  }
  return bodiesConflict(calls, one.bodies, one.bodies);
}

static const facts::OpT *onlyAwait(const Function &function, std::int32_t loop) {
  const facts::OpT *only = nullptr;
  for (const facts::OpT *op : function.ops()) {
    if ((op->kind != OpKind::Await && op->kind != OpKind::Yield) || !inLoop(function.body(), *op, loop)) continue;
    if (only) return nullptr;
    only = op;
  }
  return only && only->kind == OpKind::Await && only->loop == loop ? only : nullptr;
}

// An await of a task for one element, in each round of a loop over all of them.
static std::optional<AwaitedCall> independentRounds(const Analysis &analysis, const Repetitions &repetitions,
                                                    const Function &function, std::int32_t loop, std::string &over) {
  const facts::OpT *await = onlyAwait(function, loop);
  std::optional<AwaitedCall> one = await ? awaitedCall(analysis.calls(), function, *await) : std::nullopt;
  if (!one) return std::nullopt;
  const std::int32_t queue = drainedBy(function, loop);
  if (queue >= 0 && hasOtherWorkers(function, queue)) return std::nullopt;
  std::optional<Repetition> repetition = repetitions.of(function, *one->call);
  if (queue < 0 && (!repetition || repetition->kind != Repetition::Container || repetition->loop != loop))
    return std::nullopt;
  const auto &given = one->call->arguments;
  const bool takes = std::any_of(given.begin(), given.end(),
                                 [&](const auto &a) { return isElement(function, a->value, loop, queue); }) ||
                     (queue < 0 && takesItem(*repetition));
  if (!takes && (one->call->object < 0 || !isElement(function, one->call->object, loop, queue))) return std::nullopt;
  if (leavesEarly(function, loop) || dependsOnRound(function, *one, loop, queue) ||
      sharesWritten(analysis.calls(), function, *one, loop, queue))
    return std::nullopt;
  over = queue < 0 ? repetition->over : std::string(lastComponent(function.value(queue)->name));
  return one;
}

static void lookAt(const Analysis &analysis, const Repetitions &repetitions, const Function &function,
                   std::int32_t loop, std::vector<Finding> &out) {
  std::string over;
  const std::optional<AwaitedCall> one = independentRounds(analysis, repetitions, function, loop, over);
  if (!one) return;
  const facts::OpT *await = one->await;
  Finding finding;
  finding.severity = Severity::Hint;
  finding.confidence = one->givesValue ? Confidence::Likely : Confidence::Possible;
  finding.at = locate(function, *await);
  const std::string gather = gatherText(analysis, function, true);
  finding.message =
      "'" + one->callee->display + "' is awaited for one element" + (over.empty() ? "" : " of '" + over + "'") +
      " after the other, and no round needs the one before; have several under way, and never more than a limit" +
      (gather.empty() ? "" : ": '" + gather + "'");
  finding.related = {
      {locate(function, function.body().loops[loop]->place), "a round of this loop waits for the one before"}};
  finding.function = function.name();
  finding.subject = one->callee->name;
  finding.statement = statementOf(function, *await);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Repetitions repetitions(analysis.calls());
  for (const auto &function : analysis.program().functions()) {
    if (!function->coroutine() || function->generator() || isTestCode(analysis, *function)) continue;
    for (std::size_t i = 0; i < function->body().loops.size(); ++i)
      lookAt(analysis, repetitions, *function, static_cast<std::int32_t>(i), out);
  }
}

static constexpr std::string_view preferred[] = {"fine-grained-task"};
extern const Check AwaitInLoop{
    "await-in-loop", "granularity", Severity::Hint, "Independent tasks awaited one after the other in a loop", run,
    preferred};

}  // namespace cotidy
