// From the join up to the branches that lead there, and from their flags to the bodies of threads that set them.
#include "analysis/EndedThreads.h"

#include "analysis/Flow.h"
#include "analysis/ThreadStarts.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
struct Flag {
  std::string usr;
  bool set;  // the truth value that it has
  auto operator<=>(const Flag &) const = default;
};
using Flags = std::set<Flag>;

/// Which flags a truth value asks, and which ones an operation writes: members and globals, plain or atomic.
class FlagUses {
public:
  FlagUses(const Calls &calls, const Function &function) : calls_(calls), function_(function) {}

  /// `done`, `!done`, `done.load()`.
  Flag asked(std::int32_t condition) const {
    bool set = true;
    constexpr int deepest = 6;
    for (int steps = 0; steps < deepest; ++steps) {
      condition = function_.strip(condition);
      const facts::ValueT *value = function_.value(condition);
      if (!value) return {};
      if (value->kind == ValueKind::Member || value->kind == ValueKind::Global) return {value->usr, set};
      if (value->kind == ValueKind::Not && !value->inputs.empty()) {
        set = !set;
        condition = value->inputs.front();
      } else if (const facts::OpT *read = function_.definition(condition); read && isAtomic(*read)) {
        condition = read->object;
      } else {
        return {};
      }
    }
    return {};
  }

  std::optional<Flag> written(const facts::OpT &op) const {
    const bool plain = op.kind == OpKind::Assign && op.operator_.empty();
    const bool atomic = isAtomic(op) && !op.arguments.empty() && stores(op);
    if (!plain && !atomic) return std::nullopt;
    const facts::ValueT *to = function_.value(function_.strip(plain ? op.destination : op.object));
    const auto constant = calls_.constantOf(function_, plain ? op.source : op.arguments.front()->value);
    if (!to || to->usr.empty() || !constant) return std::nullopt;
    return Flag{to->usr, *constant != 0};
  }

private:
  bool isAtomic(const facts::OpT &op) const {
    return op.kind == OpKind::Call && op.object >= 0 &&
           function_.typeOf(op.object).object().name().starts_with("std::atomic");
  }
  bool stores(const facts::OpT &op) const {
    const facts::CalleeT *callee = function_.callee(op.callee);
    return callee && (callee->operator_ == "=" || lastComponent(callee->name) == "store");
  }

  const Calls &calls_;
  const Function &function_;
};
}  // namespace

// The flags whose value is known wherever control gets to the operation.
static Flags knownAt(const Calls &calls, const Function &function, const facts::OpT &op) {
  Flags flags;
  const facts::BlockT *home = blockOf(function, op);
  if (!home) return flags;
  const FlagUses uses(calls, function);
  for (const facts::BlockT *block : function.blocks()) {
    const std::vector<std::int32_t> next = function.successors(*block);
    if (!block->terminator || block->terminator->condition < 0 || next.size() != 2 || block == home) continue;
    Flag flag = uses.asked(block->terminator->condition);
    if (flag.usr.empty()) continue;
    const bool ifTrue = reachableFrom(function, next[0], block->id).count(home->id);
    const bool ifFalse = reachableFrom(function, next[1], block->id).count(home->id);
    if (ifTrue == ifFalse) continue;
    flag.set = flag.set == ifTrue;
    flags.insert(flag);
  }
  return flags;
}

// `auto old = takeIdle(); if (old.joinable()) old.join();`: what is known where the helper gives a thread away.
static Flags knownWhereGiven(const Calls &calls, const Function &function, const facts::OpT &join) {
  const std::int32_t local = function.strip(join.object);
  const facts::ValueT *thread = function.value(local);
  if (!thread || thread->kind != ValueKind::Local || function.writes(local).size() != 1) return {};
  const facts::OpT *made = function.definition(function.unmoved(function.writes(local).front()->source));
  const CallSite *site = made ? calls.at(function.id(), made) : nullptr;
  if (!site || site->targets.size() != 1) return {};
  const Function &giver = calls.program().function(site->targets.front());
  std::optional<Flags> known;
  for (const facts::OpT *op : giver.ops()) {
    if (op->kind != OpKind::Return) continue;
    const facts::OpT *source = giver.definition(op->source);
    if (source && source->kind == OpKind::Construct && source->arguments.empty()) continue;  // `return {};`
    Flags here = knownAt(calls, giver, *op), both;
    if (!known)
      both = std::move(here);
    else
      std::set_intersection(known->begin(), known->end(), here.begin(), here.end(), std::inserter(both, both.end()));
    known = std::move(both);
  }
  return known.value_or(Flags{});
}

// Does nothing that takes long come after the operation?
static bool isLast(const Calls &calls, const Function &function, const facts::OpT &last) {
  const facts::BlockT *home = blockOf(function, last);
  if (!home) return false;
  std::set<std::int32_t> behind;
  for (std::int32_t next : function.successors(*home)) behind.merge(reachableFrom(function, next));
  if (behind.count(home->id)) return false;
  bool after = false;
  for (const auto &op : home->ops) {
    if (after && takesLong(calls, function, *op)) return false;
    after |= op.get() == &last;
  }
  return std::all_of(behind.begin(), behind.end(), [&](std::int32_t id) {
    const facts::BlockT *block = function.block(id);
    return !block || std::none_of(block->ops.begin(), block->ops.end(),
                                  [&](const auto &op) { return takesLong(calls, function, *op); });
  });
}

namespace {
/// What the body of a thread, with all that it calls, does to one flag: nothing, only its last word, or something else.
class LastWord {
public:
  LastWord(const Calls &calls, const Flag &flag) : calls_(calls), flag_(flag) {}

  bool in(FunctionId body) {
    look(body, 0);
    return said_ && !otherwise_;
  }

private:
  void look(FunctionId id, unsigned depth) {
    constexpr unsigned deepest = 5;
    if (depth > deepest || !seen_.insert(id).second) return;
    const Function &function = calls_.program().function(id);
    const FlagUses uses(calls_, function);
    for (const facts::OpT *op : function.ops()) {
      const auto written = uses.written(*op);
      if (written && written->usr == flag_.usr)
        (written->set == flag_.set && isLast(calls_, function, *op) ? said_ : otherwise_) = true;
      if (const CallSite *site = calls_.at(id, op))
        for (FunctionId target : site->targets) look(target, depth + 1);
    }
  }

  const Calls &calls_;
  const Flag &flag_;
  std::set<FunctionId> seen_;
  bool said_ = false, otherwise_ = false;
};
}  // namespace

bool joinsEndedThread(const Calls &calls, const std::vector<Witness> &chain) {
  const std::string_view leaf = lastComponent(chain.back().subject);
  if (leaf != "join" && leaf != "pthread_join" && leaf != "thrd_join") return false;
  Flags flags;
  for (const Witness &step : chain) {
    if (!step.op) continue;
    const Function &function = calls.program().function(step.function);
    flags.merge(knownAt(calls, function, *step.op));
    if (step.op->object >= 0) flags.merge(knownWhereGiven(calls, function, *step.op));
  }
  return std::any_of(flags.begin(), flags.end(), [&](const Flag &flag) {
    return std::any_of(calls.deferred().begin(), calls.deferred().end(), [&](const Deferred &deferred) {
      return deferred.as == Invocation::ThreadEntry && LastWord(calls, flag).in(deferred.callee);
    });
  });
}

}  // namespace cotidy
