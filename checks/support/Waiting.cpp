// Whatever comes after the start and may be a wait is believed to be one: a name that says so, a poll, a call that gets
// what the work uses, another call on the object that keeps the work, a subscription that ends with its holder.
#include "checks/support/Waiting.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace cotidy {

using facts::OpKind;

namespace {

bool soundsLikeWaiting(std::string_view callee) {
  static constexpr std::array<std::string_view, 20> words{
      "wait",  "join",    "run",    "exec",  "drain", "flush", "poll",     "spin", "sync",  "stop",
      "sleep", "process", "finish", "after", "until", "yield", "schedule", "done", "delay", "close"};
  std::string name(lastComponent(callee));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

class Waits {
public:
  Waits(const Analysis &analysis, const Function &function, const CallableEscape &escape,
        const std::vector<std::int32_t> &used)
      : analysis_(analysis), function_(function), escape_(escape), used_(used) {}

  bool any() const {
    if (endsWithItsHolder()) return true;
    WayQuestion question;
    question.ends = [&](const facts::OpT &op) { return is(op); };
    return findWay(function_, escape_.start, question).has_value();
  }

private:
  // A connection, a guard: what it stands for ends when it dies.
  bool endsWithItsHolder() const {
    const Type type = function_.typeOf(escape_.start->result).value();
    if (!type || !type.is(facts::TypeKind::Record) || escape_.start->kind == OpKind::Construct) return false;
    if (isMadeInContainer(function_, *escape_.start)) return false;
    return !workKind(analysis_.models(), type) && type.facts()->destructor != facts::Destructor::Trivial;
  }

  bool is(const facts::OpT &op) const {
    if (analysis_.effects().of(function_, op, Effect::BusyWait)) return true;
    if (op.kind == OpKind::Assign) return escape_.how == CallableEscape::Stored && sharesObject(op.destination);
    if (op.kind != OpKind::Call || &op == escape_.start) return false;
    const CallSite *site = analysis_.calls().at(function_.id(), &op);
    if (!site) return false;
    if (waitsOnUsed(*site)) return true;
    const bool known = !site->models.empty() || !site->targets.empty();
    if (!known && (soundsLikeWaiting(site->name) || getsWhatIsUsed(op))) return true;
    return escape_.how == CallableEscape::Stored && op.callee != escape_.start->callee && sharesObject(op.object);
  }

  // `ready.wait()`, where the work has `ready` to tell that it got so far.
  bool waitsOnUsed(const CallSite &site) const {
    return site.op->object >= 0 &&
           std::find(used_.begin(), used_.end(), function_.strip(site.op->object)) != used_.end() &&
           std::any_of(site.models.begin(), site.models.end(),
                       [](const FunctionModel *model) { return model->blocks == Blocking::Wait; });
  }

  // Another method of what keeps the work: it may run it, or drop it.
  bool sharesObject(std::int32_t object) const {
    if (object < 0 || escape_.start->object < 0) return false;
    return function_.placeKey(function_.strip(object)) == function_.placeKey(function_.strip(escape_.start->object));
  }

  bool getsWhatIsUsed(const facts::OpT &op) const {
    const facts::CalleeT *callee = function_.callee(op.callee);
    if (callee && callee->system) return false;
    for (const Storage &storage : analysis_.fates().storages().touched(function_, op))
      if (std::find(used_.begin(), used_.end(), storage.value) != used_.end()) return true;
    return false;
  }

  const Analysis &analysis_;
  const Function &function_;
  const CallableEscape &escape_;
  const std::vector<std::int32_t> &used_;
};

}  // namespace

bool awaitsSomethingElse(const Analysis &analysis, const Function &function, const facts::OpT &op,
                         const facts::OpT &start, const std::vector<std::int32_t> &used) {
  if (op.kind != OpKind::Await) return false;
  const Storages &storages = analysis.fates().storages();
  std::set<std::string> shared;
  for (std::int32_t value : operandsOf(start)) shared.insert(function.placeKey(function.strip(value)));
  for (std::int32_t value : used) shared.insert(function.placeKey(value));
  std::vector<std::int32_t> todo{op.source};
  for (std::size_t i = 0; i < todo.size() && i < 64; ++i) {
    if (todo[i] < 0) continue;
    if (shared.count(function.placeKey(function.strip(todo[i])))) return false;
    const facts::OpT *made = function.definition(todo[i]);
    for (std::int32_t input : function.value(todo[i])->inputs) todo.push_back(input);
    if (!made || made->full_expression != op.full_expression) continue;
    const CallSite *site = analysis.calls().at(function.id(), made);
    if (site && soundsLikeWaiting(site->name)) return false;
    for (const Storage &storage : storages.touched(function, *made))
      if (std::find(used.begin(), used.end(), storage.value) != used.end()) return false;
    for (std::int32_t operand : operandsOf(*made)) todo.push_back(operand);
  }
  const facts::OpT *made = function.definition(op.source);
  const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
  return callee && taskKind(analysis.models(), function.typeOf(op.source).value()).is == TaskKind::Task;
}

bool mayWaitFor(const Analysis &analysis, const Function &function, const CallableEscape &escape,
                const std::vector<std::int32_t> &used) {
  return Waits(analysis, function, escape, used).any();
}

}  // namespace cotidy
