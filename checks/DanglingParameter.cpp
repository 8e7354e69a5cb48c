// cotidy-dangling-parameter: an argument that a coroutine refers to dies before the coroutine is done.
#include "checks/Check.h"
#include "checks/support/Dangling.h"
#include "checks/support/Options.h"

#include <algorithm>
#include <set>

namespace cotidy {

static constexpr CheckOption options[] = {
    {"dangling-parameter.Strict", "false",
     "also report every reference, view or pointer parameter that a coroutine uses after it may have been suspended"}};
static constexpr const CheckOption &strict = options[0];

// Work that is put on the executor that it comes from begins within the call: up to its first suspension it is an
// ordinary call, as in `session(tcp::socket &&peer) { stream own(std::move(peer)); …`.
static bool isTakenOverAtOnce(const Analysis &analysis, const Dangling &dangling) {
  const Kept *kept = dangling.held.kept;
  const facts::OpT *start = dangling.outliving.fate.op;
  if (!kept || kept->by != Kept::Result || kept->what != Kept::Argument ||
      dangling.outliving.fate.kind != Fate::Detached)
    return false;
  const auto &all = analysis.calls().deferred();
  const bool here = std::any_of(all.begin(), all.end(), [&](const Deferred &deferred) {
    return deferred.op == start && deferred.thread == Thread::Current && deferred.callee == kept->function->id();
  });
  if (!here) return false;
  const auto after = afterSuspension(*kept->function);
  return std::none_of(after.begin(), after.end(), [&](const auto &entry) {
    const auto touched = analysis.keeps().storages().touched(*kept->function, *entry.first);
    return std::any_of(touched.begin(), touched.end(), [&](const Storage &storage) {
      return storage.kind == Storage::Argument && kept->function->value(storage.value)->index == kept->index;
    });
  });
}

static void report(const Analysis &analysis, const Dangling &dangling, std::vector<Finding> &out) {
  // detached-captures-local tells of what a library keeps
  const bool keptByLibrary = dangling.by == Kept::Detached && !dangling.held.kept && !dangling.passed;
  if (dangling.held.argument < 0 || keptByLibrary || isTakenOverAtOnce(analysis, dangling)) return;
  const facts::OpT &call = dangling.call;
  const facts::CalleeT *callee = dangling.function.callee(call.callee);
  const auto index = static_cast<std::size_t>(dangling.held.argument);
  const std::string &text = call.arguments[index]->text;
  const std::string parameter = callee && index < callee->parameters.size() ? callee->parameters[index]->name : "";
  const std::string name = calleeName(dangling.function, call);
  Finding finding = danglingFinding(dangling);
  finding.message = nameOf(dangling.function, dangling.held.storage, text) + " " + deathOf(dangling) + ", but " +
                    workOf(dangling) + " refers to it through " +
                    (parameter.empty() ? "an argument" : "parameter '" + parameter + "'") + " of '" + name + "'";
  finding.message += dangling.held.storage.kind == Storage::Temporary && dangling.outliving.fate.kind == Fate::Held
                         ? "; keep the value in a variable that outlives the task, or take the parameter by value"
                     : dangling.passed ? "; let the lambda capture it by value"
                                       : "; take the parameter by value, or await the task before the value dies";
  if (finding.at.line) out.push_back(std::move(finding));
}

// Whoever calls it has to keep the argument alive: that no call is seen to break this proves little in a library.
static void reportStrictly(const Analysis &analysis, const Function &coroutine, std::vector<Finding> &out) {
  std::set<std::int32_t> seen;
  for (const Kept &kept : analysis.keeps().of(coroutine.id())) {
    const auto &parameters = coroutine.body().parameters;
    const bool known = kept.what == Kept::Argument && kept.by == Kept::Result && kept.index >= 0 &&
                       static_cast<std::size_t>(kept.index) < parameters.size();
    if (!known || !seen.insert(kept.index).second) continue;
    const facts::ValueT *parameter = coroutine.value(parameters[static_cast<std::size_t>(kept.index)]);
    Finding finding;
    finding.severity = Severity::Warning;
    finding.confidence = Confidence::Possible;
    finding.at = locateHead(coroutine);
    finding.message = "coroutine '" + coroutine.name() + "' uses its parameter '" + parameter->name +
                      "', which refers to what the caller owns, after it may have been suspended; take it by value";
    if (kept.use) finding.steps = {{locate(*kept.function, *kept.use), "used here"}};
    finding.function = coroutine.name();
    finding.subject = parameter->name;
    if (finding.at.line) out.push_back(std::move(finding));
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  if (flag(analysis, strict))
    for (const auto &function : analysis.program().functions())
      if (function->coroutine() && !function->generator()) reportStrictly(analysis, *function, out);
  forEachDangling(analysis, [&](const Dangling &dangling) { report(analysis, dangling, out); });
}

extern const Check DanglingParameter{"dangling-parameter",
                                     "lifetime",
                                     Severity::Error,
                                     "A reference, view or pointer parameter of a coroutine whose argument dies first",
                                     run,
                                     {},
                                     options};

}  // namespace cotidy
