// cotidy-dangling-parameter: an argument that a coroutine refers to dies before the coroutine is done.
#include "checks/Check.h"
#include "checks/support/Dangling.h"

namespace cotidy {

static void report(const Dangling &dangling, std::vector<Finding> &out) {
  if (dangling.held.argument < 0) return;
  const facts::OpT &call = dangling.call;
  const facts::CalleeT *callee = dangling.function.callee(call.callee);
  const auto index = static_cast<std::size_t>(dangling.held.argument);
  const std::string &text = call.arguments[index]->text;
  const std::string parameter = callee && index < callee->parameters.size() ? callee->parameters[index]->name : "";
  const std::string name = calleeName(dangling.function, call);
  Finding finding = danglingFinding(dangling);
  finding.message = nameOf(dangling.function, dangling.held.storage, text) + " " + deathOf(dangling) + ", but " + workOf(dangling) +
                    " refers to it through " + (parameter.empty() ? "an argument" : "parameter '" + parameter + "'") + " of '" + name + "'";
  finding.message += dangling.held.storage.kind == Storage::Temporary && dangling.outliving.fate.kind == Fate::Held
                         ? "; keep the value in a variable that outlives the task, or take the parameter by value"
                         : "; take the parameter by value, or await the task before the value dies";
  if (finding.at.line) out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  forEachDangling(analysis, [&](const Dangling &dangling) { report(dangling, out); });
}

extern const Check DanglingParameter{"dangling-parameter", "lifetime", Severity::Error,
                                     "A reference, view or pointer parameter of a coroutine whose argument dies first", run};

}  // namespace cotidy
