// cotidy-coroutine-as-void-callback: a callable that gives a task, handed to somebody who drops what it returns.
#include "checks/Check.h"
#include "checks/support/TaskWords.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

namespace {
/// A callable argument whose result is a pending task.
struct Given {
  std::int32_t value;
  MadeTask task;      // its result, in words
  bool coroutine;
};

// What calling the callable gives, by its declaration or its bodies.
struct Result {
  Type type;
  bool coroutine;
};

std::vector<Result> resultsOf(const Analysis &analysis, const Function &function, std::int32_t id) {
  const facts::ValueT *value = function.value(id);
  if (value && value->kind == ValueKind::Addr && !value->inputs.empty()) value = function.value(value->inputs.front());
  if (!value) return {};
  std::vector<Result> results;
  if (value->kind == ValueKind::Function) {
    for (const auto &callee : function.unit()->callees)
      if (callee->key == value->usr) results.push_back({function.typeOfCallee(callee->result), callee->coroutine});
    return results;
  }
  Type type = function.typeOf(id).object();
  if (!type.isClosure()) return {};
  for (FunctionId body : analysis.program().callOperators(function, type.facts()->closure)) {
    const Function &called = analysis.program().function(body);
    results.push_back({called.resultType(), called.coroutine()});
  }
  return results;
}

std::optional<Given> givesTask(const Analysis &analysis, const Function &function, std::int32_t argument) {
  const std::int32_t id = function.unmoved(argument);
  const TaskMakers &makers = analysis.taskUses().makers();
  for (const Result &result : resultsOf(analysis, function, id)) {
    TaskKind kind = result.type.is(TypeKind::Record) ? makers.kindOf(result.type) : TaskKind();
    if (!kind.pending() || kind.drop == "blocks" || (kind.drop.empty() && !result.type.isTask())) continue;
    if (makers.plainHandle(kind, result.type)) continue;
    Given given{id, {}, result.coroutine};
    given.task.kind = kind;
    return given;
  }
  return std::nullopt;
}

// `std::function<void(…)>` and its kin: a class made from a callable, whose first argument is a type of function.
bool returnsNothing(Type callableType) {
  Type signature = callableType.argument(0);
  return callableType.is(TypeKind::Record) && signature.is(TypeKind::Function) && signature.key().starts_with("void (");
}

// An entry that names the call itself knows its arguments better than a pattern that fits as well.
bool namesExactly(const FunctionModel &model, const std::string &name) {
  return std::find(model.names.begin(), model.names.end(), name) != model.names.end();
}

bool ignoredByModel(const CallSite &site, std::size_t argument) {
  const auto count = static_cast<int>(site.op->arguments.size());
  const bool exact = std::any_of(site.models.begin(), site.models.end(),
                                 [&](const FunctionModel *m) { return namesExactly(*m, site.name); });
  for (const FunctionModel *model : site.models)
    if (!exact || namesExactly(*model, site.name))
      for (const Invocation &how : model->invokes) {
        int at = how.argument.value_or(static_cast<int>(argument));
        if ((at < 0 ? at + count : at) == static_cast<int>(argument) && how.result == Invocation::Ignored) return true;
      }
  return false;
}

bool callsParameter(const Function &function, const facts::OpT &op, std::int32_t parameter) {
  if (op.kind != OpKind::Call) return false;
  const facts::CalleeT *callee = function.callee(op.callee);
  if (op.callee_value >= 0 && function.unmoved(op.callee_value) == parameter) return true;
  return callee && callee->operator_ == "()" && function.unmoved(op.object) == parameter;
}

// Does the body call its parameter, and drop the result each time?
const facts::OpT *dropsResult(const Function &callee, std::size_t argument) {
  const auto &parameters = callee.body().parameters;
  if (argument >= parameters.size()) return nullptr;
  const facts::OpT *dropped = nullptr;
  std::set<std::int32_t> results;
  for (const facts::OpT *op : callee.ops()) {
    if (callsParameter(callee, *op, parameters[argument]) && op->result >= 0) results.insert(op->result);
    if (op->kind == OpKind::Discard && results.count(op->source))
      dropped = op;
    else if (op->kind != OpKind::Destroy && op->kind != OpKind::End && results.count(op->source))
      return nullptr;
    for (const auto &one : op->arguments)
      if (results.count(one->value)) return nullptr;
    if (results.count(op->object)) return nullptr;
  }
  return dropped;
}

struct Dropper {
  const Function *function = nullptr;
  const facts::OpT *op = nullptr;
};

// The instantiation that the call reaches; where closure types print alike, one of them that takes a task.
Dropper dropperOf(const Analysis &analysis, const Function &function, const CallSite &site, std::size_t argument) {
  const facts::CalleeT *callee = function.callee(site.op->callee);
  if (!callee || !site.models.empty() || site.op->virtual_) return {};
  std::vector<FunctionId> bodies = site.targets;
  if (bodies.empty()) bodies = analysis.program().named(callee->name);
  for (FunctionId body : bodies) {
    const Function &target = analysis.program().function(body);
    if (target.head().pattern) continue;
    const facts::OpT *op = dropsResult(target, argument);
    if (op && analysis.taskUses().makers().kindOf(target.typeOf(op->source)).pending()) return {&target, op};
    if (!site.targets.empty()) break;
  }
  return {};
}

class Search {
public:
  Search(const Analysis &analysis, const Function &function, std::vector<Finding> &out)
      : analysis_(analysis), function_(function), out_(out) {}

  void look(const CallSite &site) {
    for (std::size_t i = 0; i < site.op->arguments.size(); ++i) {
      auto given = givesTask(analysis_, function_, site.op->arguments[i]->value);
      if (!given) continue;
      if (Type wrapper = wrapperOf(site); returnsNothing(wrapper))
        report(site, *given, "'" + std::string(lastComponent(wrapper.name())) + "' returns nothing", {});
      else if (ignoredByModel(site, i))
        report(site, *given, "'" + std::string(lastComponent(site.name)) + "' drops what its callable returns", {});
      else if (Dropper dropper = dropperOf(analysis_, function_, site, i); dropper.op)
        report(site, *given, "'" + dropper.function->head().display + "' drops what its callable returns", dropper);
    }
  }

private:
  // The object that the callable goes into: made from it, or assigned.
  Type wrapperOf(const CallSite &site) const {
    const facts::CalleeT *callee = function_.callee(site.op->callee);
    if (site.op->kind == OpKind::Construct) return function_.typeOf(site.op->result);
    return callee && callee->operator_ == "=" ? function_.typeOf(site.op->object).value() : Type();
  }

  void report(const CallSite &site, const Given &given, const std::string &why, const Dropper &dropper) {
    const facts::OpT *closure = function_.definition(given.value);
    const bool here = closure && closure->kind == OpKind::Closure;
    Finding finding;
    finding.severity = Severity::Warning;
    finding.confidence = Confidence::Likely;
    finding.at = locate(function_, here ? *closure : *site.op);
    if (!finding.at.line) return;
    finding.message = std::string(given.coroutine ? "a coroutine" : "a callable that returns a task") +
                      " is given to a callback whose result nobody awaits: " + why + ", and " +
                      std::string(consequenceOf(given.task)) + "; " +
                      (function_.coroutine() ? "await the calls in a loop of your own, or give the task to what owns it"
                                             : "start it where its end is waited for");
    if (dropper.op) finding.related = {{locate(*dropper.function, *dropper.op), "the task is dropped here"}};
    finding.function = function_.name();
    finding.subject = site.name;
    finding.statement = statementOf(function_, *site.op);
    out_.push_back(std::move(finding));
  }

  const Analysis &analysis_;
  const Function &function_;
  std::vector<Finding> &out_;
};
}  // namespace

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions()) {
    Search search(analysis, *function, out);
    for (const CallSite &site : analysis.calls().of(function->id())) search.look(site);
  }
}

extern const Check CoroutineAsVoidCallback{"coroutine-as-void-callback", "unawaited", Severity::Warning,
                                           "A coroutine is given to a callback whose result nobody awaits", run};

}  // namespace cotidy
