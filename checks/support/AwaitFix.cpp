// Both fixes only insert a word; most of this file says when that compiles and means what was meant.
#include "checks/support/AwaitFix.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;

// Suspending under a thread's lock would be a worse mistake than the lost task.
static bool locksSomething(const Analysis &analysis, const Function &function) {
  const auto &sites = analysis.calls().of(function.id());
  return std::any_of(sites.begin(), sites.end(), [](const CallSite &site) {
    return std::any_of(site.models.begin(), site.models.end(),
                       [](const FunctionModel *m) { return m->blocks == Blocking::Lock; });
  });
}

// The coroutine's own kind of task, a kind that it awaits elsewhere, or any awaitable where the promise takes all.
static bool awaitableIn(const Function &function, Type task) {
  Type own = function.resultType().value();
  if (!own || own.name() == task.name()) return bool(own);
  for (const facts::OpT *op : function.ops())
    if (op->kind == OpKind::Await && function.typeOf(op->source).value().name() == task.name()) return true;
  return own.facts() && !own.facts()->transforms && task.facts()->awaitable;
}

// `auto x`, as far as the distance between the declaration and its name tells.
static bool deduced(const Function &function, const facts::OpT &declaration, Type type) {
  const facts::ValueT *variable = function.value(declaration.destination);
  constexpr std::string_view keyword = "auto ";
  if (!variable->place || !declaration.place || declaration.place->macro()) return false;
  std::uint32_t distance = variable->place->begin() - declaration.place->begin();
  return distance == keyword.size() && lastComponent(type.name()).size() + 1 != keyword.size();
}

std::vector<Fix> awaitFixes(const Analysis &analysis, const Function &function, const MadeTask &task,
                            const facts::OpT *declaration) {
  const facts::OpT &op = *task.op;
  if (!function.coroutine() || function.generator() || op.in_catch || op.kind != OpKind::Call) return {};
  if (!op.place || op.place->macro() || !awaitableIn(function, task.type)) return {};
  if (declaration && (task.kind.result.is(TypeKind::Void) || !task.kind.result)) return {};  // there is nothing to keep
  if (declaration && !deduced(function, *declaration, task.type)) return {};
  Location at = locate(function, op.place);
  Fix fix;
  fix.title = "Await the task";
  fix.safe = !locksSomething(analysis, function);
  fix.edits = {{at.file, at.begin, at.begin, "co_await "}};
  return {fix};
}

// Nothing but the ends of variables comes after the operation, and nothing is returned elsewhere.
static bool isLastStatement(const Function &function, const facts::OpT &made) {
  const facts::BlockT *last = nullptr;
  for (const facts::BlockT *block : function.blocks())
    for (const auto &op : block->ops)
      if (op.get() == &made) last = block;
  if (!last) return false;
  bool behind = false;
  for (const auto &op : last->ops) {
    if (behind && op->kind != OpKind::Discard && op->kind != OpKind::Destroy && op->kind != OpKind::End) return false;
    behind |= op.get() == &made;
  }
  std::vector<std::int32_t> next = function.successors(*last);
  return next.size() == 1 && next.front() == function.body().exit;
}

std::vector<Fix> returnFixes(const Analysis &analysis, const Function &function, const MadeTask &task) {
  const facts::OpT &op = *task.op;
  if (!function.head().lambda || function.coroutine() || op.kind != OpKind::Call || !op.statement) return {};
  if (!function.resultType().is(TypeKind::Void) || !op.place || op.place->macro() || !isLastStatement(function, op))
    return {};
  if (std::any_of(function.ops().begin(), function.ops().end(),
                  [](const facts::OpT *one) { return one->kind == OpKind::Return; }))
    return {};
  CalledBy called = whoCalls(analysis, function);
  if (!called.how || called.how->result != Invocation::Awaited) return {};
  Location at = locate(function, op.place);
  Fix fix;
  fix.title = "Return the future from the continuation";
  fix.safe = !function.head().parameters;  // with parameters there may be a `-> void` behind them
  fix.edits = {{at.file, at.begin, at.begin, "return "}};
  return {fix};
}

}  // namespace cotidy
