// cotidy-loop-without-suspension: a loop without an end in sight that may go round and never let others run.
#include "analysis/ContainerSizes.h"
#include "analysis/Foreign.h"
#include "checks/Check.h"
#include "checks/support/LongWork.h"
#include "checks/support/RetriedAtOnce.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::TypeKind;

namespace {
struct Loop {
  const Function &function;
  std::int32_t id;
  const GivesWay &givesWay;

  bool holds(const facts::OpT &op) const { return inLoop(function.body(), op, id); }
  const facts::LoopT &facts() const { return *function.body().loops[id]; }
};

// What a round does, as far as this rule asks.
struct Round {
  std::size_t awaits = 0, ready = 0, perhaps = 0;
  const facts::OpT *source = nullptr;   // takes something that others go on to deliver
  const facts::OpT *flag = nullptr;     // asks what another thread changes
};

struct Reason {
  std::string text;                     // empty: the loop is in order
  Confidence confidence = Confidence::Likely;
};
}  // namespace

// Calls that take what others deliver, and come back at once where there is nothing: the models name those of libraries, and
// words of everyday the others.
static bool takesInput(const CallSite &site, std::string_view method) {
  static constexpr std::array rest{"pop", "receive", "recv", "dequeue", "take", "read", "next"};
  if (method == "recv" || method == "receive") return true;
  if (std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) { return m->receives; }))
    return true;
  if (!method.starts_with("try")) return false;
  method.remove_prefix(method.starts_with("try_") ? 4 : 3);
  return std::any_of(rest.begin(), rest.end(), [&](std::string_view word) {
    return method.size() >= word.size() && (method[0] | 0x20) == word[0] &&
           method.substr(1).starts_with(word.substr(1));
  });
}

// A flag in the loop's own condition: `while (!stop.stop_requested())`, `while (running_)`.
static bool isCondition(const Loop &loop, const facts::OpT &op) {
  std::vector<std::int32_t> todo{loop.facts().condition};
  for (std::size_t i = 0; i < todo.size() && i < 32; ++i) {
    const facts::ValueT *v = loop.function.value(todo[i]);
    if (!v) continue;
    if (loop.function.definition(todo[i]) == &op) return true;
    todo.insert(todo.end(), v->inputs.begin(), v->inputs.end());
  }
  return false;
}

static Round look(const Analysis &analysis, const Loop &loop) {
  Round round;
  for (const facts::OpT *op : loop.function.ops()) {
    if (!loop.holds(*op)) continue;
    if (op->kind == OpKind::Await) {
      const GivesWay::Kind kind = loop.givesWay.at(loop.function, *op);
      ++round.awaits;
      round.ready += kind == GivesWay::Kind::Never;
      round.perhaps += kind == GivesWay::Kind::Perhaps;
      continue;
    }
    const CallSite *site = analysis.calls().at(loop.function.id(), op);
    const facts::CalleeT *callee = loop.function.callee(op->callee);
    if (!site || !callee || op->kind != OpKind::Call) continue;
    if (takesInput(*site, lastComponent(callee->name)) && !callee->coroutine &&
        !taskKind(analysis.models(), loop.function.typeOf(op->result).value()).pending())
      round.source = op;
    if (std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->polls; }) &&
        isCondition(loop, *op))
      round.flag = op;
  }
  return round;
}

// From the head of the loop back to it, without an operation where others may run. `through`: the way must pass it.
static bool goesRound(const Loop &loop, const facts::OpT *through) {
  std::map<std::int32_t, bool> stops;
  std::int32_t start = -1;
  for (const facts::BlockT *block : loop.function.blocks())
    for (const auto &op : block->ops) {
      if (loop.holds(*op)) stops[block->id] |= loop.givesWay.mayAt(loop.function, *op);
      if (op.get() == through) start = block->id;
    }
  if (start < 0 || stops[start]) return false;
  std::set<std::int32_t> seen;
  std::vector<std::int32_t> todo = loop.function.successors(*loop.function.block(start));
  while (!todo.empty()) {
    const std::int32_t id = todo.back();
    todo.pop_back();
    if (id == start) return true;
    const facts::BlockT *block = loop.function.block(id);
    if (!block || stops[id] || !seen.insert(id).second) continue;
    for (std::int32_t next : loop.function.successors(*block)) todo.push_back(next);
  }
  return false;
}

static bool isLeft(const Loop &loop) {
  std::set<std::int32_t> inside;
  for (const facts::BlockT *block : loop.function.blocks())
    if (std::any_of(block->ops.begin(), block->ops.end(), [&](const auto &op) { return loop.holds(*op); }))
      inside.insert(block->id);
  return std::any_of(loop.function.ops().begin(), loop.function.ops().end(),
                     [&](const facts::OpT *op) {
                       return loop.holds(*op) &&
                              (op->kind == OpKind::Return || op->kind == OpKind::CoReturn || op->kind == OpKind::Throw);
                     }) ||
         std::any_of(loop.function.blocks().begin(), loop.function.blocks().end(), [&](const facts::BlockT *block) {
           const std::vector<std::int32_t> next = loop.function.successors(*block);
           return inside.count(block->id) && next.size() > 1 &&
                  std::any_of(next.begin(), next.end(), [&](std::int32_t to) { return !inside.count(to); });
         });
}

// ------------------------------------------------------------------ reads that see the end and do not look

// The result of a read, and the variables that it is kept in.
static std::set<std::int32_t> resultsOf(const Function &function, const facts::OpT &read) {
  std::set<std::int32_t> all{read.result};
  for (const facts::OpT *op : function.ops())
    if ((op->kind == OpKind::Init || op->kind == OpKind::Assign) && function.unmoved(op->source) == read.result)
      all.insert(op->destination);
  return all;
}

// `n < 0` is asked, and nothing that tells 0 apart: when the other side has closed, each round reads nothing at once.
static bool missesTheEnd(const Function &function, const facts::OpT &read) {
  const facts::CalleeT *callee = function.callee(read.callee);
  if (!callee || !callee->system || callee->name.find("::") != std::string::npos) return false;
  const std::set<std::int32_t> results = resultsOf(function, read);
  const auto isResult = [&](std::int32_t value) {
    return results.count(value) || results.count(function.unmoved(value));
  };
  bool asksForErrors = false;
  for (const auto &value : function.body().values) {
    if (value->kind == facts::ValueKind::Not && !value->inputs.empty() && isResult(value->inputs.front())) return false;
    if (value->kind != facts::ValueKind::Expr || value->inputs.size() != 2 || !isResult(value->inputs[0])) continue;
    const facts::ValueT *other = function.value(value->inputs[1]);
    const bool zero = other && other->constant && other->literal == 0;
    if (value->op == "<" && zero)
      asksForErrors = true;
    else if (value->op == "<=" || value->op == ">" || value->op == ">=" || value->op == "==" || value->op == "!=" ||
             value->op == "<")
      return false;
  }
  const auto &blocks = function.blocks();
  const bool isCondition = std::any_of(blocks.begin(), blocks.end(), [&](const facts::BlockT *block) {
    return block->terminator && isResult(block->terminator->condition);
  });
  return asksForErrors && !isCondition;
}

// `while (queue.pop(old)) {}` throws away what is there, faster than anybody puts it in.
static bool throwsAway(const Loop &loop, const Round &round) {
  const auto &ops = loop.function.ops();
  return std::none_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = loop.function.callee(op->callee);
    const bool works = op->kind == OpKind::Await || op->kind == OpKind::Delete ||
                       (op->kind == OpKind::Call && !(callee && lastComponent(callee->name) == "operator()cast"));
    return loop.holds(*op) && op != round.source && works;
  });
}

// Whether others deliver faster than it takes, nobody can see.
static Reason takesAll(const Loop &loop, const Round &round) {
  if (!round.source || throwsAway(loop, round) || !goesRound(loop, round.source) ||
      loop.givesWay.isCapped(loop.function, loop.id))
    return {};
  const facts::CalleeT *callee = loop.function.callee(round.source->callee);
  return {"it takes one item after another by '" + std::string(lastComponent(callee->name)) +
              "' for as long as others deliver",
          Confidence::Possible};
}

// The thread that should make room, or bring more, may be this one.
static Reason whyRetries(const Analysis &analysis, const Loop &loop) {
  const facts::OpT *again = retriedAtOnce(analysis, loop.function, loop.id);
  if (!again || again->loop != loop.id) return {};
  return {"where '" + loop.function.callee(again->callee)->name +
          "' says that it would block (EAGAIN), it is called again at once"};
}

/// Does a loop that is not counted take whatever others deliver? They do so through something that the object keeps, and
/// not through the reader of a message that the function was given.
static Reason whyTakesAll(const Analysis &analysis, const Loop &loop) {
  if (loop.facts().bound == Bound::Data || loop.facts().bound == Bound::Constant) return {};
  const Round round = look(analysis, loop);
  const bool ofAnObject = round.source && round.source->object >= 0;
  if (ofAnObject && !isLongLived(loop.function, round.source->object)) return {};
  return takesAll(loop, round);
}

/// Why the loop may go on and on; empty where it has an end in sight, or gives way.
static Reason whyEndless(const Analysis &analysis, const Loop &loop) {
  const Round round = look(analysis, loop);
  if (round.source && round.awaits > 0 && missesTheEnd(loop.function, *round.source) && goesRound(loop, round.source))
    return {"at the end of the input '" + std::string(lastComponent(loop.function.callee(round.source->callee)->name)) +
            "' returns 0 at once, again and again, and nobody looks at that"};
  if (loop.facts().bound == Bound::Data || loop.facts().bound == Bound::Constant) return {};
  if (round.awaits > 0 && round.ready + round.perhaps == round.awaits &&
      (round.perhaps > 0 || loop.facts().bound == Bound::Endless)) {
    if (loop.givesWay.isCapped(loop.function, loop.id)) return {};
    return {round.perhaps > 0 ? "all that it awaits may be ready at once" : "all that it awaits is ready at once"};
  }
  if (Reason why = takesAll(loop, round); !why.text.empty()) return why;
  if (round.flag && !loop.givesWay.inLoop(loop.function, loop.id) && goesRound(loop, round.flag) &&
      analysis.effects().pollingLoop(loop.function, *round.flag) < 0 && !loop.givesWay.isCapped(loop.function, loop.id))
    return {"it goes on until a flag changes"};
  // `for (Fault f(…);; f.fatal())`, as macros of assertions have it, does not come back from its first round.
  const bool works = std::any_of(loop.function.ops().begin(), loop.function.ops().end(), [&](const facts::OpT *op) {
    return loop.holds(*op) && op->kind == OpKind::Call && goesRound(loop, op);
  });
  if (round.awaits == 0 && works && loop.facts().bound == Bound::Endless &&
      !loop.givesWay.inLoop(loop.function, loop.id) && !isLeft(loop))
    return {"it has no end"};
  return {};
}

static const facts::OpT *firstIn(const Loop &loop) {
  const auto &ops = loop.function.ops();
  const auto first = std::find_if(ops.begin(), ops.end(), [&](const facts::OpT *op) { return loop.holds(*op); });
  return first == ops.end() ? nullptr : *first;
}

/// `at`: the operation of the root where it stands, or that calls the function that holds the loop.
static void report(const Analysis &analysis, const Root &root, const Loop &loop, const facts::OpT &at,
                   const Reason &why, std::vector<Finding> &out) {
  const std::string yield = yieldText(analysis, root);
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = why.confidence;
  finding.at = locate(loop.function, loop.facts().place);
  finding.message = "this loop may never let others run on " + threadOf(root) + " inside " + describe(analysis, root) +
                    ": " + why.text + "; " +
                    (root.function.coroutine()
                         ? "after so many rounds, suspend" + (yield.empty() ? std::string() : " with '" + yield + "'")
                         : std::string("stop after so many rounds, and ask to be called again"));
  finding.related = provenance(analysis, root);
  if (&loop.function != &root.function)
    finding.related.push_back({locate(root.function, at), "called here, in " + describe(analysis, root)});
  finding.function = loop.function.name();
  finding.subject = "loop";
  finding.statement = statementOf(loop.function, *firstIn(loop));
  if (finding.at.line) out.push_back(std::move(finding));
}

static bool isPolling(const Analysis &analysis, const Loop &loop, const facts::OpT &first) {
  return analysis.effects().pollingLoop(loop.function, first) >= 0;
}

static void lookAt(const Analysis &analysis, const Root &root, std::vector<Finding> &out) {
  for (std::size_t i = 0; i < root.function.body().loops.size(); ++i) {
    const Loop loop{root.function, static_cast<std::int32_t>(i), analysis.givesWay()};
    const facts::OpT *first = firstIn(loop);
    if (!first || !isOnLoop(analysis, root, *first) || isPolling(analysis, loop, *first)) continue;
    Reason why = whyEndless(analysis, loop);
    if (why.text.empty()) why = whyRetries(analysis, loop);
    if (!why.text.empty()) report(analysis, root, loop, *first, why, out);
  }
}

// Handlers call a method that takes what is there. Other loops without an end are what such a function is called for.
static void lookBelow(const Analysis &analysis, const Root &root, std::set<std::pair<FunctionId, std::int32_t>> &seen,
                      std::vector<Finding> &out) {
  for (const CallSite &site : analysis.calls().of(root.function.id())) {
    if (!site.certain || site.targets.size() != 1 || analysis.calls().handedOver(site.op)) continue;
    const Function &called = analysis.program().function(site.targets.front());
    if (called.coroutine() || isForeign(called) || analysis.contexts().standing(called.id()).async) continue;
    for (std::size_t i = 0; i < called.body().loops.size(); ++i) {
      const Loop loop{called, static_cast<std::int32_t>(i), analysis.givesWay()};
      const facts::OpT *first = firstIn(loop);
      if (!first || seen.count({called.id(), loop.id}) || !isOnLoop(analysis, root, *site.op)) continue;
      Reason why = isPolling(analysis, loop, *first) ? Reason() : whyTakesAll(analysis, loop);
      if (why.text.empty()) why = whyRetries(analysis, loop);
      if (!why.text.empty() && seen.insert({called.id(), loop.id}).second)
        report(analysis, root, loop, *site.op, why, out);
    }
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const TestHelpers tests(analysis);
  std::set<std::pair<FunctionId, std::int32_t>> seen;
  forEachRoot(analysis, [&](const Root &root) {
    if (tests.contains(root.function)) return;
    lookAt(analysis, root, out);
    lookBelow(analysis, root, seen, out);
  });
}

static constexpr std::string_view preferred[] = {"busy-wait"};
extern const Check LoopWithoutSuspension{"loop-without-suspension",
                                         "cpu",
                                         Severity::Warning,
                                         "A loop without an end in sight that may never let others run",
                                         run,
                                         preferred};

}  // namespace cotidy
