// cotidy-await-in-loop: one task per element, each awaited before the next is started, although none needs the other.
#include "analysis/AwaitOrder.h"
#include "analysis/Containers.h"
#include "analysis/Flow.h"
#include "analysis/Spawns.h"
#include "analysis/Storage.h"
#include "checks/Check.h"
#include "checks/support/Gather.h"
#include "checks/support/Requests.h"
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

// Nobody has chosen the order of the rounds: a hash table, or a tree by name.
static bool hasNoOrder(const Function &function, std::int32_t container) {
  const Type type = container < 0 ? Type() : function.typeOf(container).object();
  if (!type) return false;
  const std::string_view name = lastComponent(type.name());
  if (name.find("unordered_") != std::string_view::npos || name.find("hash_") != std::string_view::npos) return true;
  return (name == "set" || name == "map") && type.argument(0).is(facts::TypeKind::Record);
}

// `read(shelf)`: the result is what the element names. A number may as well be how much of a stream is read.
static bool asksForElement(const Function &function, const AwaitedCall &one, std::int32_t loop, std::int32_t queue) {
  return one.asks && one.givesValue &&
         std::any_of(one.call->arguments.begin(), one.call->arguments.end(), [&](const auto &a) {
           return isElement(function, a->value, loop, queue) &&
                  function.typeOf(a->value).object().is(facts::TypeKind::Record);
         });
}

// `tell(member, news)`: the same news for each. A stream is given the pieces behind what names the stream.
static bool tellsEach(const Function &function, const AwaitedCall &one, std::int32_t loop, std::int32_t queue) {
  const auto &given = one.call->arguments;
  return given.size() > 1 && isElement(function, given.front()->value, loop, queue) &&
         std::any_of(given.begin() + 1, given.end(), [&](const auto &a) {
           return !isElement(function, a->value, loop, queue) &&
                  function.typeOf(a->value).object().is(facts::TypeKind::Record);
         });
}

// What all rounds share, and one of them may write.
static bool sharesWritten(const Calls &calls, const Function &function, const AwaitedCall &one, std::int32_t loop,
                          std::int32_t queue, std::int32_t container) {
  for (std::int32_t root : rootsGiven(function, *one.call))
    if (!isElement(function, root, loop, queue) && mayWrite(function, one, root)) return true;
  const std::int32_t object = one.call->object < 0 ? -1 : rootOf(function, one.call->object);
  if (object >= 0 && isElement(function, one.call->object, loop, queue)) {
    // The parts of a program, behind one interface, may start and stop in an order.
    return (one.ordered && one.call->virtual_) || bodiesConflict(calls, one.bodies, one.bodies, false);
  }
  const bool aboutOne = isAboutOneThing(lastComponent(one.callee->name)) || hasNoOrder(function, container) ||
                        tellsEach(function, one, loop, queue);
  if (one.ordered && !aboutOne && !asksForElement(function, one, loop, queue)) return true;
  if (object < 0 && !one.givesValue && !aboutOne) return true;  // done for an effect that is not shown
  if (object >= 0) {
    const facts::ValueT *v = function.value(object);
    const Type type = function.type(v->type);
    const bool own = v->kind == ValueKind::This;
    const bool service =
        type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer) || type.name() == "std::shared_ptr";
    if (own ? one.bodies.empty() && !one.givesValue && !aboutOne : !service) return true;
    if (!one.givesValue && !own && !aboutOne && !one.callee->const_)
      return true;  // done for its effect on one object: in order, for all we know
  }
  return bodiesConflict(calls, one.bodies, one.bodies, true, one.givesValue || aboutOne);
}

// `if (!co_await book.find(line)) co_await list.strike_out(line);`: what a service is asked to do with the element may keep
// an order, but the questions that decide it need none.
static bool followsQuestion(const Function &function, const AwaitedCall &first, const AwaitedCall &one,
                            std::int32_t loop, std::int32_t queue) {
  if (&first == &one || !first.givesValue || !first.callee->const_ || one.ordered || one.call->object < 0) return false;
  const std::int32_t asked = first.call->object < 0 ? -1 : rootOf(function, first.call->object);
  const std::int32_t told = rootOf(function, one.call->object);
  if (asked < 0 || told < 0 || asked == told) return false;
  const Type service = function.type(function.value(told)->type);
  const bool lent = service.is(facts::TypeKind::LRef) || service.is(facts::TypeKind::Pointer);
  return lent && std::any_of(one.call->arguments.begin(), one.call->arguments.end(),
                             [&](const auto &a) { return isElement(function, a->value, loop, queue); });
}

// The awaits of one round, each of a task that the program itself makes; empty where one of them is something else.
static std::vector<AwaitedCall> awaitsOf(const Calls &calls, const Function &function, std::int32_t loop) {
  static constexpr std::size_t most = 4;
  std::vector<AwaitedCall> all;
  for (const facts::OpT *op : function.ops()) {
    if ((op->kind != OpKind::Await && op->kind != OpKind::Yield) || !inLoop(function.body(), *op, loop)) continue;
    std::optional<AwaitedCall> one = op->loop == loop ? awaitedCall(calls, function, *op) : std::nullopt;
    if (!one || all.size() == most) return {};
    all.push_back(*one);
  }
  return all;
}

// Tasks for one element, awaited in each round of a loop over all of them: the first one, which takes the element.
static std::optional<AwaitedCall> independentRounds(const Analysis &analysis, const Repetitions &repetitions,
                                                    const Function &function, std::int32_t loop, std::string &over) {
  const std::vector<AwaitedCall> awaits = awaitsOf(analysis.calls(), function, loop);
  if (awaits.empty()) return std::nullopt;
  const AwaitedCall &first = awaits.front();
  const std::int32_t queue = drainedBy(function, loop);
  if (queue >= 0 && hasOtherWorkers(function, queue)) return std::nullopt;
  std::optional<Repetition> repetition = repetitions.of(function, *first.call);
  const bool overData = repetition && repetition->loop == loop &&
                        (repetition->kind == Repetition::Container || repetition->kind == Repetition::Count);
  if (queue < 0 && !overData) return std::nullopt;
  const auto &given = first.call->arguments;
  const bool takes = std::any_of(given.begin(), given.end(),
                                 [&](const auto &a) { return isElement(function, a->value, loop, queue); }) ||
                     (queue < 0 && takesItem(*repetition));
  if (!takes && (first.call->object < 0 || !isElement(function, first.call->object, loop, queue))) return std::nullopt;
  const std::int32_t container = queue >= 0                                  ? queue
                                 : repetition->kind == Repetition::Container ? repetition->subject
                                                                             : -1;
  if (leavesEarly(function, loop) || std::any_of(awaits.begin(), awaits.end(), [&](const AwaitedCall &one) {
        return dependsOnRound(function, one, loop, queue) ||
               (!followsQuestion(function, first, one, loop, queue) &&
                sharesWritten(analysis.calls(), function, one, loop, queue, container));
      }))
    return std::nullopt;
  over = queue < 0 ? repetition->over : std::string(lastComponent(function.value(queue)->name));
  return first;
}

static void add(const Analysis &analysis, const Function &function, const AwaitedCall &one, const facts::OpT &at,
                const std::string &over, std::vector<Step> related, std::vector<Finding> &out) {
  Finding finding;
  finding.severity = Severity::Hint;
  finding.confidence = one.givesValue ? Confidence::Likely : Confidence::Possible;
  finding.at = locate(function, at);
  const std::string gather = gatherText(analysis, function, true);
  finding.message =
      "'" + one.callee->display + "' is awaited for one element" + (over.empty() ? "" : " of '" + over + "'") +
      " after the other, and no round needs the one before; have several under way, and never more than a limit" +
      (gather.empty() ? "" : ": '" + gather + "'");
  finding.related = std::move(related);
  finding.function = function.name();
  finding.subject = one.callee->name;
  finding.statement = statementOf(function, at);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void lookAt(const Analysis &analysis, const Repetitions &repetitions, const Function &function,
                   std::int32_t loop, std::vector<Finding> &out) {
  std::string over;
  const std::optional<AwaitedCall> one = independentRounds(analysis, repetitions, function, loop, over);
  if (!one) return;
  add(analysis, function, *one, *one->await, over,
      {{locate(function, function.body().loops[loop]->place), "a round of this loop waits for the one before"}}, out);
}

// ------------------------------------------------------------------ loops of continuations

// `do_for_each(range, body)`: calls the body for the next element when the task of the one before is done.
static std::int32_t rangeInTurn(const Function &function, const CallSite &site) {
  const bool inTurn = std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) {
    return !m->spawns && std::any_of(m->invokes.begin(), m->invokes.end(), [](const Invocation &how) {
      return how.when == Invocation::Later && how.repeated;
    });
  });
  const auto &given = site.op->arguments;
  if (!inTurn || given.size() < 2 || given.size() > 3) return -1;
  const facts::OpT *begin = function.definition(function.unmoved(given.front()->value));
  const bool iterators = begin && begin->kind == OpKind::Call && begin->object >= 0;
  if (iterators != (given.size() == 3)) return -1;
  const std::int32_t range = function.strip(iterators ? begin->object : given.front()->value);
  return containerOf(function.typeOf(range).object()) ? range : -1;
}

// A body that does nothing but hand on one task, which is that of the element.
static std::optional<AwaitedCall> taskOfElement(const Calls &calls, const Function &body, bool anyOrder) {
  const facts::OpT *made = nullptr;
  for (const facts::OpT *op : body.ops()) {
    if (op->kind == OpKind::Return && !made)
      made = body.definition(body.unmoved(op->source));
    else if (op->kind == OpKind::Return || op->kind == OpKind::Await || op->kind == OpKind::Assign)
      return std::nullopt;
  }
  std::optional<AwaitedCall> one = made ? handedOnCall(calls, body, *made) : std::nullopt;
  if (!one) return std::nullopt;
  for (const facts::OpT *op : body.ops())
    if (const facts::CalleeT *callee = op->kind == OpKind::Call && op != made ? body.callee(op->callee) : nullptr;
        callee && !callee->const_ && !callee->nothrow)
      return std::nullopt;
  const auto isElement = [&](std::int32_t value) {
    const facts::ValueT *v = value < 0 ? nullptr : body.value(rootOf(body, value));
    return v && v->kind == ValueKind::Param && v->index == 0;
  };
  const bool own = made->object >= 0 && isElement(made->object);
  const bool aboutOne = isAboutOneThing(lastComponent(one->callee->name)) || anyOrder;
  const auto &given = made->arguments;
  if (own ? one->ordered && made->virtual_
          : !aboutOne || std::none_of(given.begin(), given.end(), [&](const auto &a) { return isElement(a->value); }))
    return std::nullopt;
  for (std::int32_t root : rootsGiven(body, *made))
    if (!isElement(root) && mayWrite(body, *one, root)) return std::nullopt;
  return bodiesConflict(calls, one->bodies, one->bodies, !own, true) ? std::nullopt : one;
}

static void lookAtContinuations(const Analysis &analysis, const Function &function, const CallSite &site,
                                std::vector<Finding> &out) {
  const std::int32_t range = rangeInTurn(function, site);
  if (range < 0) return;
  const std::vector<FunctionId> bodies = bodiesOf(analysis, site);
  if (bodies.size() != 1) return;
  const auto one =
      taskOfElement(analysis.calls(), analysis.program().function(bodies.front()), hasNoOrder(function, range));
  if (one) add(analysis, function, *one, *site.op, std::string(lastComponent(function.value(range)->name)), {}, out);
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Repetitions repetitions(analysis.calls());
  for (const auto &function : analysis.program().functions()) {
    if (!isTestCode(analysis, *function))
      for (const CallSite &site : analysis.calls().of(function->id()))
        lookAtContinuations(analysis, *function, site, out);
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
