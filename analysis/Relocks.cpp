// Held on every way to the operation, then down the calls: each mutex that is taken there is put into the words of the
// first function, and compared.
#include "analysis/Relocks.h"

#include "analysis/Flow.h"
#include "analysis/Origins.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

namespace {

/// What is held on all ways, where HeldLocks says what is held on some.
struct SurelyHeld : HeldLocks {
  explicit SurelyHeld(HeldLocks some) : HeldLocks(std::move(some)) {}
  State join(const State &a, const State &b) const {
    State both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
    return both;
  }
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// A class of the program that can be locked, by a mutex of its own that may be taken again.
bool locksReentrantly(const Program &program, Type type) {
  if (type.name().empty()) return false;
  const std::vector<FunctionId> bodies = program.named(std::string(type.name()) + "::lock");
  return std::any_of(bodies.begin(), bodies.end(), [&](FunctionId id) {
    const Function &lock = program.function(id);
    const auto ops = lock.ops();
    return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
      return op->object >= 0 && contains(lock.typeOf(op->object).object().key(), "ecursive");
    });
  });
}

// `Room::Room() : users_(ReadWriteLock::Recursive)`: a lock that is told so when it is made.
bool isMadeRecursive(const Program &program, const Function &function, std::int32_t operand) {
  const facts::ValueT *lock = function.value(function.strip(operand));
  while (lock && lock->kind == ValueKind::Addr && lock->inputs.size() == 1)
    lock = function.value(function.strip(lock->inputs.front()));
  if (!lock || lock->kind != ValueKind::Member || lock->inputs.empty()) return false;
  const facts::ValueT *object = function.value(lock->inputs.front());
  const Type type = object && object->kind == ValueKind::This ? function.typeOfCallee(function.head().class_)
                                                              : function.typeOf(lock->inputs.front()).object();
  const std::string owner(type.name());
  if (owner.empty()) return false;
  for (FunctionId id : program.named(owner + "::" + std::string(lastComponent(owner)))) {
    const Function &constructor = program.function(id);
    for (const facts::OpT *op : constructor.ops()) {
      const facts::ValueT *field = op->kind == OpKind::Init ? constructor.value(op->destination) : nullptr;
      const facts::OpT *made =
          field && field->usr == lock->usr ? constructor.definition(constructor.unmoved(op->source)) : nullptr;
      if (made && std::any_of(made->arguments.begin(), made->arguments.end(), [&](const auto &argument) {
            const facts::ValueT *mode = constructor.value(argument->value);
            return mode && mode->kind == ValueKind::Literal && mode->name.starts_with("Recursive");
          }))
        return true;
    }
  }
  return false;
}

std::vector<std::int32_t> lockOperands(const facts::OpT &op) {
  std::vector<std::int32_t> values{op.object, op.result};
  for (const auto &argument : op.arguments) values.push_back(argument->value);
  return values;
}

// Taken for reading: several may have it, also one thread twice, as long as nobody waits to write.
bool takesShared(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  const std::string_view method = callee ? lastComponent(callee->name) : std::string_view();
  static constexpr std::array<std::string_view, 5> readers{"lock_shared", "rlock", "lockForRead", "ReaderLock",
                                                           "ulock"};
  if (std::find(readers.begin(), readers.end(), method) != readers.end()) return true;
  const Type guard = function.typeOf(op.result).value();
  return contains(guard.name(), "shared_lock") || contains(guard.name(), "Read") ||
         contains(guard.key(), "shared_lock<");
}

// A mutex that its owner may take again; of a pthread mutex the type does not say it.
bool mayBeReentrant(const Program &program, const Function &function, const facts::OpT &op) {
  if (isRecursive(program, function, op)) return true;
  const std::vector<std::int32_t> operands = lockOperands(op);
  return std::any_of(operands.begin(), operands.end(), [&](std::int32_t operand) {
    const std::string_view key = function.typeOf(operand).object().key();
    return contains(key, "pthread") || contains(key, "upgrade");
  });
}

/// A condition under which the caller may have said: the lock is yours to take, or it is not.
class Agreement {
public:
  Agreement(const Function &function, const Function &caller) : function_(function), caller_(caller) {}

  bool in(std::int32_t value, unsigned depth = 0) const {
    const facts::ValueT *v = function_.value(value);
    constexpr unsigned deepest = 8;
    if (!v || depth > deepest) return false;
    if (v->kind == ValueKind::Param) {
      const Type type = function_.type(v->type).value();
      return type.is(TypeKind::Bool) || type.is(TypeKind::Enum) || type.is(TypeKind::Scalar) ||
             contains(type.key(), "lock");
    }
    if (v->kind == ValueKind::Member && setByCaller(v->usr)) return true;
    if (v->kind == ValueKind::Local)
      for (const facts::OpT *write : function_.writes(value))
        if (write->source != value && in(write->source, depth + 1)) return true;
    if (const facts::OpT *op = function_.definition(value); op && inCall(*op, depth)) return true;
    return std::any_of(v->inputs.begin(), v->inputs.end(), [&](std::int32_t i) { return in(i, depth + 1); });
  }

private:
  // `isInLoopThread()`, `lock.owns_lock()`, `std::this_thread::get_id()`.
  bool inCall(const facts::OpT &op, unsigned depth) const {
    const facts::CalleeT *callee = function_.callee(op.callee);
    const std::string_view name = callee ? lastComponent(callee->name) : std::string_view(op.name);
    for (std::string_view word : {"hread", "lock", "Lock", "get_id", "eld", "wner"})
      if (contains(name, word)) return true;
    if (op.object >= 0 && in(op.object, depth + 1)) return true;
    return std::any_of(op.arguments.begin(), op.arguments.end(),
                       [&](const auto &a) { return in(a->value, depth + 1); });
  }

  bool setByCaller(const std::string &field) const {
    return std::any_of(caller_.ops().begin(), caller_.ops().end(), [&](const facts::OpT *op) {
      const facts::ValueT *to = caller_.value(op->kind == OpKind::Assign ? op->destination : op->object);
      return to && to->kind == ValueKind::Member && to->usr == field;
    });
  }

  const Function &function_;
  const Function &caller_;
};

}  // namespace

bool isRecursive(const Program &program, const Function &function, const facts::OpT &taking) {
  const std::vector<std::int32_t> operands = lockOperands(taking);
  return std::any_of(operands.begin(), operands.end(), [&](std::int32_t operand) {
    const Type type = function.typeOf(operand).object();
    return contains(type.key(), "ecursive") || locksReentrantly(program, type) ||
           isMadeRecursive(program, function, operand);
  });
}

Relocks::Relocks(const Calls &calls, const Locks &locks)
    : calls_(calls), program_(calls.program()), locks_(locks), places_(calls.program()) {}

// `lock.unlock()` of a guard that the caller passed by reference, be it taken again behind that.
bool Relocks::unlocksCallers(const Function &function, const facts::OpT &op) const {
  const CallSite *site = op.object < 0 ? nullptr : calls_.at(function.id(), &op);
  return site && places_.path(function, op.object).starts_with("param ") &&
         std::any_of(site->models.begin(), site->models.end(),
                     [](const FunctionModel *model) { return model->locks == Locking::Release; });
}

const std::vector<Relocks::Taking> &Relocks::takings(const Function &function) const {
  auto [known, isNew] = takings_.try_emplace(function.id());
  if (!isNew) return known->second;
  std::vector<Taking> found;
  const HeldLocks problem = locks_.problem(function);
  Flow(function, problem).forEach([&](const facts::OpT &op, const HeldLocks::State &before) {
    if (op.kind != OpKind::Call && op.kind != OpKind::Construct) return;
    if (unlocksCallers(function, op)) givesBack_.insert(function.id());
    bool keeps = false;
    for (const Hold &hold : problem.after(op, before)) {
      if (before.count(hold) || hold.mutex.empty()) continue;
      keeps = true;
      if (hold.condition < 0 && locks_.takesHere(&op, places_.identity(function, hold.mutex)))
        found.push_back({&op, hold.mutex, takesShared(function, op)});
    }
    // Taken and given back within the call: `data.copy()`.
    const std::string whole = keeps || op.object < 0 ? std::string() : places_.path(function, op.object);
    if (!whole.empty() && locks_.takesHere(&op, places_.identity(function, whole))) found.push_back({&op, whole, true});
  });
  return known->second = std::move(found);
}

// The mutex has one name through the whole function: no element of an array, and nothing on the way to it is set anew.
bool Relocks::isSure(const Function &function, const Hold &hold) const {
  if (hold.mutex.empty() || hold.taken < 0 || hold.condition >= 0 || contains(hold.mutex, "[]")) return false;
  if (contains(hold.mutex, "()") && !hold.mutex.starts_with("global")) return false;
  if (const std::int32_t root = LockPlaces::rootValue(hold.mutex.substr(0, hold.mutex.find('\n'))); root >= 0)
    if (function.writes(root).size() > 1) return false;
  const std::string way = hold.mutex.substr(0, hold.mutex.rfind('\n'));
  return std::none_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::ValueT *to = op->kind == OpKind::Assign ? function.value(op->destination) : nullptr;
    return to && to->kind == ValueKind::Member && !to->usr.empty() && contains(way, to->usr);
  });
}

// By a call that a model knows to wait for it, and of a type that says what happens then.
bool Relocks::takesPlainly(const Function &function, const facts::OpT &op, const Hold &hold) const {
  return locks_.takesHere(&op, locks_.identity(function, hold)) && !mayBeReentrant(program_, function, op);
}

// Is it up to the caller whether the operation runs?
bool Relocks::hangsOnCaller(const Function &function, const facts::OpT &op, const Function &caller) const {
  const facts::BlockT *home = blockOf(function, op);
  if (!home) return true;
  const Agreement agreement(function, caller);
  for (const facts::BlockT *block : function.blocks()) {
    const std::vector<std::int32_t> next = function.successors(*block);
    if (!block->terminator || block->terminator->condition < 0 || next.size() != 2) continue;
    const bool first = reachableFrom(function, next[0]).count(home->id),
               second = reachableFrom(function, next[1]).count(home->id);
    if (first != second && agreement.in(block->terminator->condition)) return true;
  }
  return false;
}

// A mutex of the innermost function in the words of the outermost one; empty where it cannot be said.
std::string Relocks::lifted(std::string mutex, const Frames &frames) const {
  for (std::size_t i = frames.size(); i-- > 0 && !mutex.empty();) {
    const Function &caller = program_.function(frames[i].first);
    const auto target = onlyTarget(caller, *frames[i].second);
    const Function &called = program_.function(*target);
    // A lambda that the caller made has the caller's object.
    const auto parent = called.head().lambda ? program_.resolve(called, called.head().parent) : std::nullopt;
    if (called.head().lambda && parent == frames[i].first && mutex.starts_with("this")) continue;
    mutex = called.head().lambda && !mutex.starts_with("global") ? std::string()
                                                                 : locks_.rebased(mutex, caller, *frames[i].second);
  }
  return mutex;
}

// `guest->leave()`, which calls `house_.forget(*this)`: an element of a list of ours has a reference to an object of our class,
// and no other way to get one. That is the owner of the list.
bool Relocks::comesBack(const Hold &hold, const std::string &mutex, const Frames &frames) const {
  if (frames.size() < 2 || mutex != hold.mutex || !mutex.starts_with("this\n")) return false;
  const Function &holder = program_.function(frames.front().first);
  const Origin element = originOf(holder, frames.front().second->object);
  if (!isOwnField(holder, element) || !element.element) return false;
  for (std::size_t i = 1; i < frames.size(); ++i) {
    const Function &function = program_.function(frames[i].first);
    const std::int32_t object = function.unmoved(frames[i].second->object);
    const facts::ValueT *value = function.value(object);
    if (i + 1 < frames.size()) {
      if (!value || value->kind != ValueKind::This) return false;
      continue;
    }
    const Origin owner = originOf(function, object);
    const Type home = holder.typeOfCallee(holder.head().class_), type = function.typeOf(owner.value);
    return isOwnField(function, owner) && !owner.element && !owner.unique && !owner.shared &&
           (type.isReference() || type.is(TypeKind::Pointer)) && type.object().name() == home.name() &&
           function.typeOfCallee(function.head().class_).name() != home.name();
  }
  return false;
}

std::optional<FunctionId> Relocks::onlyTarget(const Function &function, const facts::OpT &op) const {
  const CallSite *site =
      op.kind == OpKind::Call || op.kind == OpKind::Construct ? calls_.at(function.id(), &op) : nullptr;
  if (!site || !site->certain || site->targets.size() != 1) return std::nullopt;
  return program_.function(site->targets.front()).coroutine() ? std::nullopt : std::optional(site->targets.front());
}

bool Relocks::descend(const Hold &hold, bool shared, Frames &frames, std::set<FunctionId> &seen, Relock &found) const {
  constexpr std::size_t deepest = 6;
  const Function &caller = program_.function(frames.back().first);
  const auto target = onlyTarget(caller, *frames.back().second);
  if (!target || frames.size() > deepest || !seen.insert(*target).second) return false;
  const Function &function = program_.function(*target);
  const Function &holder = program_.function(frames.front().first);
  const std::vector<Taking> &all = takings(function);
  if (givesBack_.count(*target)) return false;
  for (const Taking &taking : all) {
    const bool same = lifted(taking.mutex, frames) == hold.mutex;
    if ((shared && taking.shared) || (!same && !comesBack(hold, taking.mutex, frames))) continue;
    if (mayBeReentrant(program_, function, *taking.op) || hangsOnCaller(function, *taking.op, holder)) continue;
    found.way = frames;
    found.way.emplace_back(*target, taking.op);
    found.back = !same;
    return true;
  }
  for (const CallSite &site : calls_.of(*target)) {
    if (!onlyTarget(function, *site.op) || hangsOnCaller(function, *site.op, holder)) continue;
    frames.emplace_back(*target, site.op);
    const bool again = descend(hold, shared, frames, seen, found);
    frames.pop_back();
    if (again) return true;
  }
  return false;
}

bool Relocks::retakes(const Function &function, const facts::OpT &op, const Hold &hold, Relock &found) const {
  const facts::OpT *taken = locks_.taken(function, hold);
  if (!isSure(function, hold) || !taken || !takesPlainly(function, *taken, hold)) return false;
  const bool shared = takesShared(function, *taken);
  for (const Taking &taking : takings(function))
    if (taking.op == &op && taking.mutex == hold.mutex && !(shared && taking.shared)) {
      found = {&op, hold, {{function.id(), &op}}};
      return true;
    }
  found = {&op, hold, {}};
  Frames frames{{function.id(), &op}};
  std::set<FunctionId> seen;
  return descend(hold, shared, frames, seen, found);
}

std::vector<Relock> Relocks::of(const Function &function) const {
  std::vector<Relock> all;
  const SurelyHeld problem(locks_.problem(function));
  Flow(function, problem).forEach([&](const facts::OpT &op, const HeldLocks::State &before) {
    if (before.empty() || (op.kind != OpKind::Call && op.kind != OpKind::Construct)) return;
    const HeldLocks::State behind = problem.after(op, before);
    Relock found;
    for (const Hold &hold : before)
      if (behind.count(hold) && retakes(function, op, hold, found)) return all.push_back(std::move(found));
  });
  return all;
}

}  // namespace cotidy
