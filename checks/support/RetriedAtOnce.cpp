// From the branch that saw EAGAIN, inside of the loop, back to the call that gave it.
#include "checks/support/RetriedAtOnce.h"

#include "analysis/LoopShape.h"

#include <algorithm>
#include <array>
#include <cerrno>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// `errno == EAGAIN`, one half of `errno == EAGAIN || errno == EWOULDBLOCK`.
static bool asksForLater(const Function &function, const facts::BlockT &block) {
  const facts::ValueT *v = block.terminator ? function.value(block.terminator->condition) : nullptr;
  if (!v || v->kind != ValueKind::Expr || v->op != "==" || v->inputs.size() != 2) return false;
  const facts::ValueT *number = function.value(v->inputs[1]);
  if (!number || !number->constant || (number->literal != EAGAIN && number->literal != EWOULDBLOCK)) return false;
  const facts::ValueT *place = function.value(function.unmoved(v->inputs[0]));
  if (!place || place->kind != ValueKind::Deref || place->inputs.empty()) return false;
  const facts::OpT *asked = function.definition(place->inputs.front());
  const facts::CalleeT *callee = asked ? function.callee(asked->callee) : nullptr;
  return callee && callee->name.starts_with("__errno");
}

static bool mayNotBeReady(const Function &function, const facts::OpT &op) {
  static constexpr std::array names{"send",  "sendto",   "sendmsg", "write",  "writev",  "recv",  "read",
                                    "readv", "recvfrom", "recvmsg", "accept", "accept4", "splice"};
  const facts::CalleeT *callee = op.kind == OpKind::Call && op.object < 0 ? function.callee(op.callee) : nullptr;
  return callee && callee->system &&
         std::any_of(names.begin(), names.end(), [&](const char *name) { return callee->name == name; });
}

// Also a block of which nothing says where it is: the end of a scope, the way back to the head.
static bool isIn(const facts::BodyT &body, const facts::BlockT &block, std::int32_t loop) {
  if (loopOf(block) < 0)
    return std::all_of(block.ops.begin(), block.ops.end(), [](const auto &op) { return op->implicit; });
  for (std::int32_t at = loopOf(block); at >= 0; at = body.loops[at]->parent)
    if (at == loop) return true;
  return false;
}

// What the branches of the loop look at.
static std::set<std::int32_t> asked(const Function &function, std::int32_t loop) {
  std::vector<std::int32_t> todo;
  for (const facts::BlockT *block : function.blocks())
    if (block->terminator && isIn(function.body(), *block, loop)) todo.push_back(block->terminator->condition);
  std::set<std::int32_t> all;
  while (!todo.empty()) {
    const std::int32_t id = todo.back();
    todo.pop_back();
    const facts::ValueT *v = function.value(id);
    if (!v || !all.insert(id).second) continue;
    todo.insert(todo.end(), v->inputs.begin(), v->inputs.end());
  }
  return all;
}

static bool pausesOrLeaves(const Analysis &analysis, const Function &function, const facts::OpT &op,
                           const std::set<std::int32_t> &asked) {
  if (op.destination >= 0 && asked.count(op.destination)) return true;
  if (analysis.givesWay().mayAt(function, op)) return true;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Effect::Count); ++i)
    if (analysis.effects().of(function, op, static_cast<Effect>(i))) return true;
  const CallSite *site = analysis.calls().at(function.id(), &op);
  return site && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
           return model->pauses || model->blocks != Blocking::None;
         });
}

const facts::OpT *retriedAtOnce(const Analysis &analysis, const Function &function, std::int32_t loop) {
  const std::set<std::int32_t> conditions = asked(function, loop);
  std::vector<std::int32_t> todo;
  for (const facts::BlockT *block : function.blocks())
    if (isIn(function.body(), *block, loop) && !block->successors.empty() && asksForLater(function, *block))
      todo.push_back(block->successors.front());
  std::set<std::int32_t> seen;
  while (!todo.empty()) {
    const facts::BlockT *block = function.block(todo.back());
    todo.pop_back();
    if (!block || !isIn(function.body(), *block, loop) || !seen.insert(block->id).second) continue;
    bool stops = false;
    for (const auto &op : block->ops) {
      if (mayNotBeReady(function, *op)) return op.get();
      stops |= pausesOrLeaves(analysis, function, *op, conditions);
      if (stops) break;
    }
    if (stops) continue;
    for (std::int32_t next : function.successors(*block)) todo.push_back(next);
  }
  return nullptr;
}

}  // namespace cotidy
