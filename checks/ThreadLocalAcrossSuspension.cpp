// cotidy-thread-local-across-suspension: what belongs to a thread is obtained before a suspension and used after it.
#include "checks/Check.h"
#include "checks/support/Held.h"
#include "checks/support/Roots.h"
#include "checks/support/StaleErrno.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;
using Kind = ThreadLocalValue::Kind;

namespace {
/// A variable, or the result of a call within one expression, that belongs to a thread.
struct Since {
  const facts::OpT *op = nullptr;            // where it was obtained
  const facts::OpT *suspension = nullptr;    // the last one since
  bool operator==(const Since &) const = default;
};

/// For Flow: what is kept, and whether the coroutine has suspended since.
class Lifetimes {
public:
  using State = std::map<std::int32_t, Since>;

  Lifetimes(const Analysis &analysis, const Function &function) : analysis_(analysis), function_(function) {
    for (const facts::OpT *op : function.ops())
      if (ThreadLocalValue value = analysis.threadLocals().given(function, *op)) values_.emplace(op, std::move(value));
  }
  bool any() const { return !values_.empty(); }
  const ThreadLocalValue &value(const Since &kept) const { return values_.at(kept.op); }

  State start() const { return {}; }
  State after(const facts::OpT &op, State state) const {
    if (analysis_.suspensions().at(function_, op) && !Suspensions::yields(op))
      for (auto &[variable, kept] : state) kept.suspension = &op;
    std::int32_t target = op.kind == OpKind::Call                                ? op.result
                          : op.kind == OpKind::Destroy || op.kind == OpKind::End ? op.source
                                                                                 : op.destination;
    const bool through = op.kind == OpKind::Assign && function_.typeOf(op.destination).is(facts::TypeKind::LRef);
    const bool sets = op.kind == OpKind::Init || (op.kind == OpKind::Assign && !through) || op.kind == OpKind::End ||
                      op.kind == OpKind::Call;
    if (sets) state.erase(target);
    if (values_.count(&op)) state[target] = {&op, nullptr};
    return state;
  }
  State join(const State &a, const State &b) const {
    State both = a;
    for (const auto &[variable, kept] : b) {
      auto [known, isNew] = both.try_emplace(variable, kept);
      if (!isNew && !known->second.suspension) known->second = kept.suspension ? kept : known->second;
    }
    return both;
  }

private:
  const Analysis &analysis_;
  const Function &function_;
  std::map<const facts::OpT *, ThreadLocalValue> values_;
};
}  // namespace

static void addMentioned(const Function &function, std::int32_t value, std::set<std::int32_t> &into, unsigned depth) {
  const facts::ValueT *v = function.value(value);
  constexpr unsigned deepest = 8;
  if (!v || depth > deepest || !into.insert(value).second) return;
  for (std::int32_t input : v->inputs) addMentioned(function, input, into, depth + 1);
}

// The values that the operation reads.
static std::set<std::int32_t> mentioned(const Function &function, const facts::OpT &op) {
  std::set<std::int32_t> values;
  if (op.kind == OpKind::Destroy || op.kind == OpKind::End || op.kind == OpKind::Discard) return values;
  std::vector<std::int32_t> operands{op.object, op.source, op.callee_value};
  for (const auto &argument : op.arguments) operands.push_back(argument->value);
  for (const auto &capture : op.captures) operands.push_back(capture->value);
  for (std::int32_t operand : operands) addMentioned(function, operand, values, 0);
  // Writing through a reference or pointer reads where it leads.
  const facts::ValueT *to = function.value(op.destination);
  if (to && (to->kind != ValueKind::Local ||
             (op.kind == OpKind::Assign && function.typeOf(op.destination).is(facts::TypeKind::LRef))))
    addMentioned(function, op.destination, values, 0);
  return values;
}

// A number from a thread-local chooses an element: of that thread's, not of this one's.
static bool choosesElement(const Function &function, const facts::OpT &op, std::int32_t variable) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (callee && op.object >= 0 && (callee->operator_ == "[]" || lastComponent(callee->name) == "at"))
    return std::any_of(op.arguments.begin(), op.arguments.end(),
                       [&](const auto &a) { return function.strip(a->value) == variable; });
  for (std::int32_t value : mentioned(function, op)) {
    const facts::ValueT *v = function.value(value);
    if (v->kind == ValueKind::Elem && v->inputs.size() == 2 && function.strip(v->inputs[1]) == variable) return true;
  }
  return false;
}

// The id is asked for again: then the two are compared.
static bool isAskedAgain(const Analysis &analysis, const Function &function, const Since &kept) {
  const facts::OpT *made = function.definition(function.unmoved(kept.op->source));
  const CallSite *first = made ? analysis.calls().at(function.id(), made) : nullptr;
  const auto &sites = analysis.calls().of(function.id());
  return first && std::any_of(sites.begin(), sites.end(),
                              [&](const CallSite &site) { return site.op != made && site.name == first->name; });
}

static bool isMistake(const Analysis &analysis, const Function &function, const facts::OpT &op, std::int32_t variable,
                      const Since &kept, Kind kind) {
  if (kind == Kind::Identity) return !isAskedAgain(analysis, function, kept);
  if (kind == Kind::Slot) return choosesElement(function, op, variable);
  return true;
}

// A loop that one thread runs, or coroutines that never leave their thread: the value stays right. A buffer does not:
// whoever runs in between writes over it.
static bool staysOnOneThread(const Analysis &analysis, const Function &function) {
  const TypeModel *task = typeModel(analysis.models(), function.resultType().value());
  if (task && task->staysOnThread) return true;
  Standing standing = analysis.contexts().standing(function.id());
  return standing.sure && standing.because && standing.because->thread == Thread::Loop &&
         !analysis.suspensions().loopsAreShared();
}

static Finding describe(const Function &function, const facts::OpT &op, const Since &kept, std::int32_t variable,
                        const ThreadLocalValue &value) {
  const facts::ValueT *v = function.value(variable);
  const std::string name = v && !v->name.empty() ? "'" + v->name + "'" : "the result of the call";
  std::string what = name + " refers to the thread-local '" + value.name + "'",
              harm = "the coroutine may be on another thread now, and this is still the first one's";
  std::string remedy = "get it again after the suspension";
  if (value.kind == Kind::Identity) what = name + " holds what '" + value.name + "' said of the thread";
  if (value.kind == Kind::Slot) what = name + " was read from the thread-local '" + value.name + "'";
  if (value.kind == Kind::Buffer) {
    what = name + " points to the buffer of '" + value.name + "'";
    harm = "whoever ran in between may have written over it";
    remedy = "copy the contents before the suspension";
  }
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, *kept.op);
  finding.message = what + " and is used after a suspension of " + nameOf(function) + ": " + harm + "; " + remedy;
  finding.steps = {{locate(function, *kept.suspension), "the coroutine suspends here"},
                   {locate(function, op), "used here"}};
  finding.function = function.name();
  finding.subject = value.name;
  finding.statement = statementOf(function, *kept.op);
  return finding;
}

static Finding describe(const Function &function, const StaleErrno &stale) {
  const facts::CalleeT *callee = function.callee(stale.call->callee);
  const std::string call = callee ? "'" + callee->name + "'" : "the call";
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, *stale.read);
  finding.message = "'errno' is read after a suspension of " + nameOf(function) + ", but " + call +
                    " set it before: by now it is the errno of whatever ran in between, or of another thread; copy it "
                    "before the suspension";
  finding.steps = {{locate(function, *stale.call), call + " sets errno here"},
                   {locate(function, *stale.suspension), "the coroutine suspends here"}};
  finding.function = function.name();
  finding.subject = "errno";
  finding.statement = statementOf(function, *stale.read);
  return finding;
}

static void look(const Analysis &analysis, const Function &function, std::vector<Finding> &out) {
  Lifetimes problem(analysis, function);
  if (!problem.any()) return;
  const bool stays = staysOnOneThread(analysis, function);
  std::set<std::int32_t> said;  // once per variable
  Flow(function, problem).forEach([&](const facts::OpT &op, const Lifetimes::State &state) {
    const bool any =
        std::any_of(state.begin(), state.end(), [](const auto &entry) { return entry.second.suspension != nullptr; });
    if (!any || !op.place) return;
    for (std::int32_t used : mentioned(function, op)) {
      auto kept = state.find(used);
      if (kept == state.end() || !kept->second.suspension) continue;
      const ThreadLocalValue &value = problem.value(kept->second);
      if ((stays && value.kind != Kind::Buffer) || !isMistake(analysis, function, op, used, kept->second, value.kind))
        continue;
      if (!said.insert(used).second) continue;
      Finding finding = describe(function, op, kept->second, used, value);
      if (finding.at.line) out.push_back(std::move(finding));
    }
  });
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions()) {
    const bool suspends = std::any_of(function->ops().begin(), function->ops().end(), [&](const facts::OpT *op) {
      return !Suspensions::yields(*op) && analysis.suspensions().at(*function, *op);
    });
    if (!suspends) continue;
    look(analysis, *function, out);
    for (const StaleErrno &stale : staleErrnos(analysis, *function)) out.push_back(describe(*function, stale));
  }
}

extern const Check ThreadLocalAcrossSuspension{
    "thread-local-across-suspension", "lock", Severity::Warning,
    "What belongs to a thread is obtained before a suspension and used after it", run};

}  // namespace cotidy
