// A loop is vectorised where the compiler may do several rounds at once: every round does arithmetic of its own, or adds to a
// whole number, where the order does not matter. Whatever is in doubt is no such loop.
#include "analysis/LoopShape.h"

#include "analysis/CostWeights.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TerminatorKind;
using facts::ValueKind;

std::int32_t loopOf(const facts::BlockT &block) {
  for (const auto &op : block.ops)
    if (op->loop >= 0) return op->loop;
  return block.terminator ? block.terminator->loop : -1;
}

bool isLoopHead(const facts::BlockT &block) {
  if (!block.terminator) return false;
  TerminatorKind kind = block.terminator->kind;
  return kind == TerminatorKind::For || kind == TerminatorKind::While || kind == TerminatorKind::RangeFor ||
         kind == TerminatorKind::Do;
}

bool leavesByThrow(const facts::BlockT &block) {
  return std::any_of(block.ops.begin(), block.ops.end(), [](const auto &op) { return op->kind == OpKind::Throw; });
}

static bool isWithin(const facts::BodyT &body, std::int32_t inner, std::int32_t loop) {
  while (inner >= 0 && inner != loop) inner = body.loops[inner]->parent;
  return inner >= 0;
}

// Blocks that only end lifetimes belong to no loop that the facts would name: past them.
static bool isEmpty(const facts::BlockT &block) {
  return !block.terminator &&
         std::all_of(block.ops.begin(), block.ops.end(), [](const auto &op) { return op->loop < 0 && op->implicit; });
}

static const facts::BlockT *pastEmpty(const Function &function, std::int32_t id) {
  const facts::BlockT *block = function.block(id);
  for (int steps = 0; block && steps < 8 && isEmpty(*block); ++steps) {
    std::vector<std::int32_t> next = function.successors(*block);
    if (next.size() != 1) break;
    block = function.block(next.front());
  }
  return block;
}

static bool leavesEarly(const Function &function, std::int32_t loop) {
  const facts::BodyT &body = function.body();
  for (const facts::BlockT *block : function.blocks()) {
    if (!isWithin(body, loopOf(*block), loop) || leavesByThrow(*block)) continue;
    if (isLoopHead(*block) && block->terminator->loop == loop) continue;
    for (std::int32_t successor : function.successors(*block)) {
      const facts::BlockT *to = pastEmpty(function, successor);
      if (to && !isWithin(body, loopOf(*to), loop) && !leavesByThrow(*to)) return true;
    }
  }
  return false;
}

static bool mentions(const Function &function, std::int32_t value, std::int32_t searched, int depth = 8) {
  if (value < 0 || depth == 0) return false;
  if (value == searched) return true;
  const auto &inputs = function.value(value)->inputs;
  return std::any_of(inputs.begin(), inputs.end(),
                     [&](std::int32_t input) { return mentions(function, input, searched, depth - 1); });
}

// `h = (h ^ b) * p`: each round needs the one before. Of `sum += n` only a sum of floating numbers does, whose order counts.
static bool isRecurrence(const Function &function, const facts::OpT &op) {
  if (op.kind != OpKind::Assign) return false;
  const facts::ValueT *to = function.value(op.destination);
  if (!to || to->volatile_) return true;
  if (to->kind == ValueKind::Elem || to->kind == ValueKind::Deref) return false;
  if (function.typeOf(op.destination).is(facts::TypeKind::LRef)) return false;  // an element by its name
  if (op.operator_.empty()) {
    const facts::ValueT *from = function.value(op.source);
    return from && from->kind == ValueKind::Expr && mentions(function, op.source, op.destination);
  }
  return isFloating(function.typeOf(op.destination)) ||
         (op.operator_ != "+=" && op.operator_ != "-=" && op.operator_ != "|=" && op.operator_ != "&=" &&
          op.operator_ != "^=");
}

static bool isPureArithmetic(const Function &function, const facts::OpT &op,
                             const std::function<bool(const facts::OpT &)> &isFree) {
  switch (op.kind) {
  case OpKind::Call:
  case OpKind::Construct: return isFree(op);
  case OpKind::Init:
  case OpKind::Use:
  case OpKind::End: return true;
  case OpKind::Assign: return !isRecurrence(function, op);
  default: return false;
  }
}

static bool divides(const Function &function, std::int32_t value, int depth = 8) {
  const facts::ValueT *at = depth == 0 ? nullptr : function.value(value);
  if (!at) return false;
  if (at->op == "/" || at->op == "%") return true;
  return std::any_of(at->inputs.begin(), at->inputs.end(),
                     [&](std::int32_t input) { return divides(function, input, depth - 1); });
}

static bool isVectorised(const Function &function, std::int32_t loop,
                         const std::function<bool(const facts::OpT &)> &isFree) {
  const facts::LoopT &facts = *function.body().loops[loop];
  if (facts.kind == facts::LoopKind::While || facts.kind == facts::LoopKind::Do || facts.bound == facts::Bound::Endless)
    return false;
  if (facts.bound == facts::Bound::Unknown) return false;
  bool works = false;
  for (const facts::BlockT *block : function.blocks()) {
    const std::int32_t innermost = loopOf(*block);
    if (!isWithin(function.body(), innermost, loop)) continue;
    if (innermost != loop) return false;
    if (block->terminator &&
        (block->terminator->kind == TerminatorKind::If || block->terminator->kind == TerminatorKind::Switch))
      return false;
    for (const auto &op : block->ops) {
      if (!isPureArithmetic(function, *op, isFree) || divides(function, op->source)) return false;
      works |= op->kind == OpKind::Assign;
    }
  }
  return works;
}

// Nothing is done between one test and the next.
static bool onlyTests(const Function &function, std::int32_t loop) {
  const facts::LoopT &facts = *function.body().loops[loop];
  return (facts.kind == facts::LoopKind::While || facts.kind == facts::LoopKind::Do) && facts.statements == 0;
}

LoopShape shapeOf(const Function &function, std::int32_t loop, const std::function<bool(const facts::OpT &)> &isFree) {
  LoopShape shape;
  shape.leavesEarly = leavesEarly(function, loop);
  shape.retries = onlyTests(function, loop);
  shape.vectorised = !shape.leavesEarly && isVectorised(function, loop, isFree);
  return shape;
}

}  // namespace cotidy
