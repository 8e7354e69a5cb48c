// Both are told by what they count, or make longer, and by doing nothing else.
#include "analysis/BackOff.h"

#include "analysis/Cancellation.h"
#include "analysis/Handlers.h"
#include "analysis/Made.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// `_mm_pause()`, `std::this_thread::yield()`, a function around one assembler instruction.
static bool isPause(const Calls &calls, const Function &function, const facts::OpT &op) {
  const CallSite *site = calls.at(function.id(), &op);
  if (!site || op.object >= 0 || !op.arguments.empty()) return false;
  if (std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->pauses; }))
    return true;
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || !function.typeOfCallee(callee->result).is(facts::TypeKind::Void)) return false;
  return site->targets.empty() ? callee->system && callee->name.ends_with("pause")
                               : std::all_of(site->targets.begin(), site->targets.end(), [&](FunctionId target) {
                                   return calls.program().function(target).ops().empty();
                                 });
}

// `if (elapsed < shortly) pause(); else sleep_for(…);`
static bool pausesOtherwise(const Calls &calls, const Function &function, const facts::OpT &sleep) {
  const auto holds = [&](std::int32_t id, const auto &fits) {
    const facts::BlockT *block = function.block(id);
    return block && std::any_of(block->ops.begin(), block->ops.end(), fits);
  };
  return std::any_of(function.blocks().begin(), function.blocks().end(), [&](const facts::BlockT *block) {
    const std::vector<std::int32_t> next = function.successors(*block);
    for (std::size_t i = 0; next.size() == 2 && i < 2; ++i)
      if (holds(next[i], [&](const auto &op) { return op.get() == &sleep; }) &&
          holds(next[1 - i], [&](const auto &op) { return isPause(calls, function, *op); }))
        return true;
    return false;
  });
}

// A function that counts, and does nothing else but to pause: whatever works between two looks is no spinning.
bool backsOff(const Calls &calls, const Function &function, const facts::OpT &sleep) {
  if (function.coroutine() || function.body().flat) return false;
  if (sleep.loop >= 0) return pausesOtherwise(calls, function, sleep);
  bool counts = false, branches = false;
  for (const auto &block : function.blocks()) {
    branches |= block->successors.size() > 1;
    const bool sleeps =
        std::any_of(block->ops.begin(), block->ops.end(), [&](const auto &op) { return op.get() == &sleep; });
    if (sleeps) continue;
    for (const auto &op : block->ops) {
      const bool counting = op->kind == OpKind::Use && op->destination >= 0 && op->source == op->destination;
      const bool quiet = op->kind == OpKind::Use || op->kind == OpKind::Init || op->kind == OpKind::Assign ||
                         op->kind == OpKind::Return || op->kind == OpKind::End;
      if (!quiet && !(op->kind == OpKind::Call && isPause(calls, function, *op))) return false;
      counts |= counting;
    }
  }
  return counts && branches;
}

static bool changes(const Program &program, const Function &function, const facts::OpT &op, std::int32_t variable);

// Does the lambda, which has the variable by reference, give it another value?
static bool lambdaChanges(const Program &program, const Function &function, const facts::OpT &closure,
                          std::int32_t variable) {
  for (const auto &capture : closure.captures) {
    if (capture->how != facts::Capture::Reference || capture->value != variable) continue;
    for (FunctionId id : program.callOperators(function, closure.function)) {
      const Function &body = program.function(id);
      for (std::size_t i = 0; i < body.body().values.size(); ++i) {
        const facts::ValueT &value = *body.body().values[i];
        if (value.kind != ValueKind::Capture || value.name != capture->name) continue;
        if (std::any_of(body.ops().begin(), body.ops().end(), [&](const facts::OpT *op) {
              return changes(program, body, *op, static_cast<std::int32_t>(i));
            }))
          return true;
      }
    }
  }
  return false;
}

static bool changes(const Program &program, const Function &function, const facts::OpT &op, std::int32_t variable) {
  if (op.destination == variable) return true;
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  if (!callee || op.object < 0) return false;
  if (function.unmoved(op.object) == variable) return !callee->const_;
  const facts::OpT *closure = closureBehind(function, op.object);
  return closure && lambdaChanges(program, function, *closure, variable);
}

// The variable that an argument is, or a copy of.
static std::int32_t copied(const Function &function, std::int32_t argument) {
  const std::int32_t value = function.unmoved(argument);
  const facts::OpT *made = function.definition(value);
  const bool copy =
      made && made->kind == OpKind::Construct && made->arguments.size() == 1 &&
      function.typeOf(made->arguments.front()->value).object().name() == function.typeOf(value).object().name();
  return copy ? function.unmoved(made->arguments.front()->value) : value;
}

// `co_await permits.wait_for(timeout)`, and a handler that makes the timeout longer: it is the wait that has given up.
bool waitsLonger(const Calls &calls, const Function &function, const facts::HandlerT &handler) {
  const std::vector<const facts::OpT *> inside = operationsOf(function, handler);
  const auto &ops = function.ops();
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    if (!inTry(function, *op, handler.try_) || !cancellableBy(calls, function, *op)) return false;
    const facts::OpT *made = function.definition(function.strip(op->source));
    if (!made) made = function.definition(op->source);
    return made && std::any_of(made->arguments.begin(), made->arguments.end(), [&](const auto &argument) {
             const std::int32_t variable = copied(function, argument->value);
             return std::any_of(inside.begin(), inside.end(), [&](const facts::OpT *written) {
               return changes(calls.program(), function, *written, variable);
             });
           });
  });
}

}  // namespace cotidy
