// cotidy-await-result-dangles: a reference, view or iterator into what an awaited expression gave, which is destroyed with
// that expression.
#include "checks/Check.h"
#include "checks/support/Places.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
/// A variable, or the coroutine's result, that is left with nothing behind it.
struct Binding {
  const facts::OpT *op = nullptr;
  std::int32_t variable = -1;  // -1: the coroutine's result
  std::vector<Storage> behind;  // what it refers to
};
}  // namespace

static Binding bindingOf(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  const Storages &storages = analysis.storages();
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  if (op.kind == OpKind::Init || op.kind == OpKind::Assign) {
    if (op.source < 0 || op.destination < 0 || function.value(op.destination)->kind != ValueKind::Local) return {};
    if (op.kind == OpKind::Init && op.by_reference) return {&op, op.destination, storages.of(function, op.source)};
    if (!storages.isView(function.typeOf(op.destination))) return {};
    return {&op, op.destination, storages.behind(function, op.source)};
  }
  if (callee && callee->operator_ == "=" && op.object >= 0 && op.arguments.size() == 1) {
    if (function.value(op.object)->kind != ValueKind::Local || !storages.isView(function.typeOf(op.object))) return {};
    return {&op, op.object, storages.reached(function, op, 0)};
  }
  if (op.kind == OpKind::CoReturn && op.source >= 0) {
    if (!storages.isView(taskKind(analysis.models(), function.resultType()).result)) return {};
    // The promise makes the view of it.
    if (const Type type = function.typeOf(op.source);
        type.is(facts::TypeKind::Record) && !storages.isView(type) && function.definition(op.source))
      return {&op, -1, {{Storage::Temporary, op.source}}};
    return {&op, -1, storages.behind(function, op.source)};
  }
  return {};
}

// The await whose result, or whose task, the temporary is.
static const facts::OpT *awaitOf(const Analysis &analysis, const Function &function, const Storage &storage,
                                 std::int32_t fullExpression) {
  if (storage.kind != Storage::Temporary || storage.shared) return nullptr;
  const facts::OpT *made = function.definition(storage.value);
  if (!made || made->full_expression != fullExpression) return nullptr;
  if (made->kind == OpKind::Await) return made;
  const facts::OpT *await = analysis.fates().awaitedTogether(function, storage.value);
  return await && await->source == storage.value ? await : nullptr;
}

static bool reads(const Function &function, std::int32_t value, std::int32_t variable, unsigned depth = 0) {
  if (value == variable) return true;
  const facts::ValueT *v = function.value(value);
  return v && depth < 16 &&
         std::any_of(
             v->inputs.begin(), v->inputs.end(),
             [&](std::int32_t in) { return reads(function, in, variable, depth + 1); });
}

// The first use in another full expression, also of a member or a binding.
static const facts::OpT *usedLater(const Function &function, const Binding &binding) {
  const auto &ops = function.ops();
  for (auto at = std::find(ops.begin(), ops.end(), binding.op); at != ops.end(); ++at) {
    if ((*at)->full_expression == binding.op->full_expression || (*at)->kind == OpKind::Discard) continue;
    const std::vector<std::int32_t> operands = operandsOf(**at);
    if (std::any_of(operands.begin(), operands.end(),
                    [&](std::int32_t value) { return reads(function, value, binding.variable); }))
      return *at;
  }
  return nullptr;
}

static std::string subjectOf(const Function &function, const Binding &binding) {
  if (binding.variable < 0) return "the view that is returned";
  const std::string &name = function.value(binding.variable)->name;
  if (name.starts_with("__range")) return "the range of this loop";
  return name.empty() ? "this structured binding" : "'" + name + "'";
}

static std::string remedyOf(const Function &function, const Binding &binding) {
  if (binding.variable < 0) return "return a value that owns its data";
  const bool range = function.value(binding.variable)->name.starts_with("__range");
  return range && function.unit()->standard < 23 ? "keep the awaited result in a variable before the loop"
                                                 : "keep the awaited result itself in a variable, and refer to that";
}

static void report(const Analysis &analysis, const Function &function, const facts::OpT &op,
                   std::vector<Finding> &out) {
  const Binding binding = bindingOf(analysis, function, op);
  for (const Storage &storage : binding.behind) {
    const facts::OpT *await = awaitOf(analysis, function, storage, op.full_expression);
    if (!await) continue;
    const facts::OpT *later = binding.variable < 0 ? nullptr : usedLater(function, binding);
    if (binding.variable >= 0 && !later) return;
    const bool ofTask = await->source == storage.value;
    Finding finding;
    finding.severity = Severity::Error;
    finding.confidence = storage.assumed ? Confidence::Likely : Confidence::Proved;
    finding.at = locate(function, op.place ? op : *await);
    finding.message = subjectOf(function, binding) + " refers into " +
                      (ofTask ? "the awaited task, a temporary" : "the awaited result, a temporary") +
                      " that is destroyed at the end of this statement; " + remedyOf(function, binding);
    finding.steps = {{locate(function, *await),
                      ofTask ? "the task that is awaited here holds the result" : "the await gives a temporary here"}};
    if (later && locate(function, *later).line)
      finding.steps.push_back({locate(function, *later), "used here, when it is gone"});
    finding.function = function.name();
    finding.subject = subjectOf(function, binding);
    finding.statement = statementOf(function, op);
    if (finding.at.line) out.push_back(std::move(finding));
    return;
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    if (function->coroutine())
      for (const facts::OpT *op : function->ops()) report(analysis, *function, *op, out);
}

extern const Check AwaitResultDangles{"await-result-dangles", "lifetime", Severity::Error,
                                      "A reference or view into the temporary that the awaited expression destroys",
                                      run};

}  // namespace cotidy
