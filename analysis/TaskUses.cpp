// A dataflow problem: which variable may hold which task that nobody has taken yet. What is left in a variable when it
// dies, or gets another value, is lost.
#include "analysis/TaskUses.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using Effect = HolderEffect;

namespace {
/// (variable, task) pairs. Operands are taken even where the operation throws; nothing is gained then, and the variables of
/// that try are gone.
struct PendingTasks {
  using State = std::set<std::pair<std::int32_t, std::int32_t>>;
  const Function &function;
  const TaskHolders &holders;

  State start() const { return {}; }

  State after(const facts::OpT &op, State state) const {
    for (const Effect &effect : holders.effects(op)) apply(effect, state);
    return state;
  }

  State thrown(const facts::OpT &op, const State &before) const {
    State kept, behind = after(op, before);
    for (const auto &pending : before)
      if (behind.count(pending) && function.value(pending.first)->try_ != op.try_) kept.insert(pending);
    return kept;
  }

  State join(const State &a, const State &b) const {
    State both = a;
    both.insert(b.begin(), b.end());
    return both;
  }

  // Where `if (task)` says that there is none, nothing is pending.
  std::optional<State> along(const facts::BlockT &block, std::size_t successor, State state) const {
    if (auto asked = holders.asks(block); asked && (asked->second == successor || asked->second == 2))
      clear(asked->first, state);
    return state;
  }

  static void clear(std::int32_t holder, State &state) {
    std::erase_if(state, [&](const auto &pending) { return pending.first == holder; });
  }

  static void apply(const Effect &effect, State &state) {
    if (effect.what == Effect::Move) {
      State moved;
      for (const auto &[holder, task] : state)
        if (holder == effect.holder) moved.insert({effect.to, task});
      clear(effect.holder, state);
      if (!effect.more) clear(effect.to, state);
      state.insert(moved.begin(), moved.end());
      return;
    }
    if (effect.what != Effect::Add) clear(effect.holder, state);
    if (effect.task >= 0) state.insert({effect.holder, effect.task});
  }
};

// Its promise says when it starts, and the way it was made takes that back.
bool mayHaveBegun(const MadeTask &task) {
  const facts::Start start = task.type.facts()->start;
  return task.kind.start == Start::Unspecified && (start == facts::Start::Lazy || start == facts::Start::Eager);
}

/// What happened to one task on any path.
struct Fate {
  std::set<std::int32_t> holders;
  std::vector<const facts::OpT *> put, consumers;
  const facts::OpT *overwritten = nullptr, *thrown = nullptr;
  std::set<std::int32_t> lostIn;
};

class Report {
public:
  Report(const TaskMakers &makers, const Function &function)
      : makers_(makers), function_(function), holders_(makers, function), fates_(holders_.made().size()) {}

  TaskReport make() {
    if (holders_.made().empty() && holders_.holders().empty()) return {};
    for (const DirectLoss &loss : holders_.losses()) addDirect(loss);
    if (!holders_.made().empty() && !holders_.holders().empty()) followPending();
    for (std::size_t task = 0; task < fates_.size(); ++task) judge(static_cast<std::int32_t>(task));
    for (const TaskTest &test : holders_.tests())
      if (test.task >= 0) addTest({holders_.made()[test.task], test.at, -1, test.compared});
    findReuse();
    return std::move(report_);
  }

private:
  void addDirect(const DirectLoss &loss) {
    static constexpr LostTask::How hows[] = {LostTask::Discarded, LostTask::Ignored, LostTask::Passed};
    report_.lost.push_back({hows[loss.how], holders_.made()[loss.task], -1, loss.at, nullptr, {}});
  }

  // Two tasks that are compared are one mistake.
  void addTest(TestedTask test) {
    bool known = std::any_of(report_.tested.begin(), report_.tested.end(),
                             [&](const TestedTask &other) { return other.at == test.at; });
    if (!known) report_.tested.push_back(std::move(test));
  }

  void followPending() {
    PendingTasks problem{function_, holders_};
    Flow<PendingTasks> flow(function_, problem);
    flow.forEach([&](const facts::OpT &op, const PendingTasks::State &state) { note(op, state); });
    if (auto left = flow.atExit())
      for (const auto &[holder, task] : *left) lose(holder, task);
  }

  void lose(std::int32_t holder, std::int32_t task) {
    fates_[task].holders.insert(holder);
    fates_[task].lostIn.insert(holder);
  }

  void note(const facts::OpT &op, const PendingTasks::State &state) {
    if (op.kind == OpKind::Throw)
      for (const auto &[holder, task] : state)
        if (op.try_ < 0 || function_.value(holder)->try_ == op.try_) fates_[task].thrown = &op;
    for (const Effect &effect : holders_.effects(op)) {
      if (effect.task >= 0) {
        fates_[effect.task].put.push_back(&op);
        fates_[effect.task].holders.insert(effect.holder);
      }
      for (const auto &[holder, task] : state)
        if (holder == effect.holder) noteEffect(op, effect, task);
    }
  }

  void noteEffect(const facts::OpT &op, const Effect &effect, std::int32_t task) {
    Fate &fate = fates_[task];
    switch (effect.what) {
    case Effect::Take: fate.consumers.push_back(&op); break;
    case Effect::Move: fate.holders.insert({effect.holder, effect.to}); break;
    case Effect::End: lose(effect.holder, task); break;
    case Effect::Put:  // `task = {}` drops it on purpose; a declaration in a loop begins anew
      if (effect.task >= 0 && op.kind != OpKind::Init) fate.overwritten = &op;
      break;
    default: break;
    }
  }

  void judge(std::int32_t index) {
    const Fate &fate = fates_[index];
    const MadeTask &task = holders_.made()[index];
    if (fate.put.empty() || task.kind.drop == "blocks") return;  // its destructor waits
    if (mayHaveBegun(task)) return;  // who keeps a task that runs may know how long
    const facts::OpT *consumer = fate.consumers.empty() ? nullptr : fate.consumers.front();
    if (!consumer && !fate.overwritten && !fate.lostIn.empty()) return judgeKept(task, fate);
    // Without branches there are no paths to tell of; in a template nobody knows which of them are there.
    if (task.kind.drop == "cancels" || function_.body().flat || function_.head().pattern) return;
    if (fate.overwritten) {
      report_.lost.push_back({LostTask::Overwritten, task, *fate.holders.begin(), fate.overwritten, consumer, {}});
      return;
    }
    if (consumer && (!fate.lostIn.empty() || fate.thrown)) judgePath(task, fate, consumer);
  }

  // Never taken. If a branch hangs on whether it is there, or on what it equals, its result was meant.
  void judgeKept(const MadeTask &task, const Fate &fate) {
    for (const TaskTest &test : holders_.tests()) {
      if (test.holder < 0 || !fate.holders.count(test.holder) || holders_.container(test.holder)) continue;
      if (test.compared || decides(test.holder)) addTest({task, test.at, test.holder, test.compared});
      return;  // else somebody looked at it, as a test of the type does
    }
    if (task.kind.drop == "cancels") return;  // it may have been meant to run as long as the scope
    const std::int32_t holder = *fate.lostIn.begin();
    if (task.kind.lazy() && !function_.coroutine() && bornToDie(holder)) return;
    const bool collected = holders_.container(holder);
    if (collected && !collections_.insert(holder).second) return;  // one container, one finding
    report_.lost.push_back({collected ? LostTask::Collected : LostTask::Kept, task, holder, nullptr, nullptr, {}});
  }

  // `{ auto task = make(); }` and the function goes on: braces that are there for one variable alone are there to see it
  // die, as in a test of what the making of a task keeps alive.
  bool bornToDie(std::int32_t holder) const {
    const facts::OpT *declared = holders_.declaration(holder);
    if (!declared || declared->try_ >= 0 || diesWithOthers(holder)) return false;
    auto declares = [&](const facts::OpT &op) { return &op == declared; };
    if (findWay(function_, nullptr, {declares, {}, false})) return false;  // it is in a branch, or in a loop
    auto works = [](const facts::OpT &op) { return op.kind == OpKind::Call || op.kind == OpKind::Construct; };
    const auto &ops = function_.ops();
    return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
      return op->kind == OpKind::End && op->source == holder && findWay(function_, op, {{}, works, false});
    });
  }

  bool diesWithOthers(std::int32_t holder) const {
    auto cleansUp = [](const facts::OpT *op) {
      return op && (op->kind == OpKind::End || (op->kind == OpKind::Destroy && !op->temporary));
    };
    for (const facts::BlockT *block : function_.blocks()) {
      const facts::OpT *before = nullptr;
      for (const auto &op : block->ops) {
        const bool next =
            cleansUp(before) && cleansUp(op.get()) && (before->source == holder) != (op->source == holder);
        if (next && (before->source == holder || op->source == holder)) return true;
        before = op.get();
      }
    }
    return false;
  }

  bool decides(std::int32_t holder) const {
    const auto &blocks = function_.blocks();
    return std::any_of(blocks.begin(), blocks.end(), [&](const facts::BlockT *block) {
      auto asked = holders_.asks(*block);
      return asked && asked->first == holder;
    });
  }

  void judgePath(const MadeTask &task, const Fate &fate, const facts::OpT *consumer) {
    for (std::int32_t holder : fate.holders)
      if (holders_.container(holder)) return;  // whether it is empty is not known
    if (madeOnSomePaths(fate)) return;
    FeasibleWay question;
    question.blocked = [&](const facts::OpT &op) { return touches(op, fate.holders); };
    question.closed = [&](const facts::BlockT &block, std::size_t successor) {
      auto asked = holders_.asks(block);
      return asked && fate.holders.count(asked->first) && (asked->second == successor || asked->second == 2);
    };
    question.ends = [&](const facts::OpT &op) { return ends(op, task, fate); };
    if (auto way = findFeasibleWay(function_, *fate.put.front(), question)) {
      const facts::OpT *thrower = way->end && way->end->kind == OpKind::Throw ? way->end : nullptr;
      if (thrower) way->thrower = thrower;
      report_.lost.push_back({LostTask::OnPath, task, *fate.holders.begin(), thrower, consumer, std::move(*way)});
    }
  }

  // A variable that is there before the task, and that is also awaited where no task was put into it, knows by itself
  // whether there is one.
  bool madeOnSomePaths(const Fate &fate) const {
    for (std::int32_t holder : fate.holders) {
      const facts::OpT *declared = holders_.declaration(holder);
      auto puts = [&](const facts::OpT &op) {
        return std::find(fate.put.begin(), fate.put.end(), &op) != fate.put.end();
      };
      if (!declared || puts(*declared)) continue;
      auto takes = [&](const facts::OpT &op) {
        return std::find(fate.consumers.begin(), fate.consumers.end(), &op) != fate.consumers.end();
      };
      if (findWay(function_, declared, {puts, takes, false})) return true;
    }
    return false;
  }

  bool touches(const facts::OpT &op, const std::set<std::int32_t> &holders) const {
    const auto &effects = holders_.effects(op);
    return std::any_of(effects.begin(), effects.end(),
                       [&](const Effect &e) { return e.what == Effect::Take && holders.count(e.holder); });
  }

  // What was started and is not waited for goes on while an exception leaves; a lazy task just never began.
  bool ends(const facts::OpT &op, const MadeTask &task, const Fate &fate) const {
    if (op.kind == OpKind::Throw && !task.kind.lazy()) return op.try_ < 0 || declaredIn(op.try_, fate.holders);
    const auto &effects = holders_.effects(op);
    return std::any_of(effects.begin(), effects.end(),
                       [&](const Effect &e) { return e.what == Effect::End && fate.lostIn.count(e.holder); });
  }

  bool declaredIn(std::int32_t block, const std::set<std::int32_t> &holders) const {
    return std::any_of(holders.begin(), holders.end(),
                       [&](std::int32_t holder) { return function_.value(holder)->try_ == block; });
  }

  // ---------------------------------------------------------------- used twice

  void findReuse() {
    std::map<std::int32_t, std::vector<std::pair<const facts::OpT *, Effect>>> uses;
    for (const facts::OpT *op : function_.ops())
      for (const Effect &effect : holders_.effects(*op))
        if (effect.what == Effect::Take || effect.what == Effect::Move) uses[effect.holder].emplace_back(op, effect);
    constexpr std::size_t most = 32;
    for (const auto &[holder, all] : uses)
      if (!holders_.container(holder) && all.size() <= most && !function_.body().flat)
        for (const auto &[op, effect] : all)
          if (findSecond(holder, *op, effect)) break;
  }

  bool usesUp(const Effect &effect) const {
    if (effect.moved) return true;
    return effect.how == Effect::Awaited && makers_.kindOf(function_.typeOf(effect.holder).value()).singleUse;
  }

  bool findSecond(std::int32_t holder, const facts::OpT &first, const Effect &effect) {
    if (!usesUp(effect) || renewed(first, holder)) return false;  // `task = std::move(task)`
    FeasibleWay question;
    question.handlers = true;
    question.blocked = [&](const facts::OpT &op) { return renewed(op, holder); };
    question.closed = [&](const facts::BlockT &block, std::size_t successor) {
      auto asked = holders_.asks(block);
      return asked && asked->first == holder && (asked->second == 2 || asked->second != successor);
    };
    question.ends = [&](const facts::OpT &op) { return op.kind != OpKind::Init && usedAgain(op, holder); };
    auto way = findFeasibleWay(function_, first, question);
    if (!way || (way->end == &first && loopsByMacroOnly(first))) return false;
    report_.reused.push_back({holder, &first, way->end, effect.moved, *way});
    return true;
  }

  // `do { … } while (false)` in disguise: what makes a statement of a check's macro, and goes round once.
  bool loopsByMacroOnly(const facts::OpT &op) const {
    const auto &loops = function_.body().loops;
    for (std::int32_t loop = op.loop; loop >= 0; loop = loops[loop]->parent)
      if (loops[loop]->kind != facts::LoopKind::Do || !loops[loop]->place || !loops[loop]->place->macro()) return false;
    return op.loop >= 0;
  }

  // It gets another value, dies, or somebody looks into it.
  bool renewed(const facts::OpT &op, std::int32_t holder) const {
    const auto &effects = holders_.effects(op);
    return std::any_of(effects.begin(), effects.end(), [&](const Effect &e) {
      if (e.what == Effect::Move) return e.to == holder;
      return e.holder == holder && (e.what == Effect::Put || e.what == Effect::End ||
                                    (e.what == Effect::Take && e.how == Effect::Other && !e.moved));
    });
  }

  bool usedAgain(const facts::OpT &op, std::int32_t holder) const {
    const auto &effects = holders_.effects(op);
    bool replaced = std::any_of(effects.begin(), effects.end(),
                                [&](const Effect &e) { return e.what == Effect::Put && e.holder == holder; });
    return !replaced && std::any_of(effects.begin(), effects.end(), [&](const Effect &e) {
      bool uses = (e.what == Effect::Take && (e.how == Effect::Awaited || e.moved)) || e.what == Effect::Move;
      return uses && e.holder == holder;
    });
  }

  const TaskMakers &makers_;
  const Function &function_;
  TaskHolders holders_;
  std::vector<Fate> fates_;
  std::set<std::int32_t> collections_;  // containers that were spoken of
  TaskReport report_;
};
}  // namespace

TaskUses::TaskUses(const Calls &calls) : makers_(calls) {
  reports_.reserve(calls.program().functions().size());
  for (const auto &function : calls.program().functions()) reports_.push_back(Report(makers_, *function).make());
}

}  // namespace cotidy
