// cotidy-unjoined-scope: work was put into a scope, a group or a thread, and a path destroys it without a join.
#include "analysis/Joins.h"
#include "checks/Check.h"
#include "checks/support/ExpectedThrows.h"
#include "checks/support/Paths.h"
#include "checks/support/TestCode.h"

#include <algorithm>

namespace cotidy {

static std::string consequence(const TypeModel &model) {
  return model.drop == "throws" ? "its destructor throws" : "its destructor ends the program";
}

// "co_await scope.joinAsync()": the library's own word, where there is one.
static std::string remedy(const Analysis &analysis, const TypeModel &type, const std::string &variable) {
  for (const auto &model : analysis.models().functions())
    for (const std::string &name : model->names)
      for (const std::string &holder : type.names)
        if (model->joins && name.starts_with(holder + "::"))
          return "'" + variable + "." + std::string(lastComponent(name)) + "()'";
  return "a join of '" + variable + "'";
}

static std::string_view noun(const TypeModel &model) { return model.role == TypeRole::Scope ? "scope" : "thread"; }

static Finding make(const Analysis &analysis, const Function &function, const Unjoined &found) {
  const facts::ValueT &variable = *function.value(found.holder);
  const bool many = found.container;
  Finding finding;
  finding.severity = Severity::Error;
  finding.confidence =
      found.way.thrower && found.way.thrower->kind != facts::OpKind::Throw ? Confidence::Likely : Confidence::Proved;
  finding.at = locate(function, variable.place);
  finding.message = "the " + std::string(noun(*found.model)) + (many ? "s in '" : " '") + variable.name +
                    (many ? "' are" : "' is") + " destroyed without a join on the path shown, with work in " +
                    (many ? "them" : "it") + ": " + consequence(*found.model) + "; make sure that " +
                    (many ? "a join of each" : remedy(analysis, *found.model, variable.name)) +
                    " is reached on every path, errors included";
  finding.steps.push_back({locate(function, *found.add),
                           noun(*found.model) == "scope" ? "work is added here" : "the thread is started here"});
  for (Step &step : pathSteps(function, found.way)) finding.steps.push_back(std::move(step));
  if (found.leaves)
    finding.steps.push_back({locate(function, found.leaves->place), "the function is left here, without a join"});
  finding.function = function.name();
  finding.subject = variable.name;
  finding.statement = statementOf(function, *found.add);
  return finding;
}

static Finding make(const Analysis &analysis, const UnjoinedMember &found) {
  const Function &function = analysis.program().function(found.function);
  Finding finding;
  finding.severity = Severity::Error;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, *found.add);
  finding.message = "work is put into the " + std::string(noun(*found.model)) + " '" + found.name +
                    "', and nothing joins it: when the object dies, " + consequence(*found.model) +
                    "; join it before the object is destroyed, with " + remedy(analysis, *found.model, found.name);
  finding.function = function.name();
  finding.subject = found.name;
  finding.statement = statementOf(function, *found.add);
  return finding;
}

// An error that leaves it has failed a test, or ends the program, joined or not.
static bool failsAnyway(const Analysis &analysis, const Function &function) {
  return function.head().main || isTestCode(analysis, function);
}

// `assert_equal(a, b)` of a project's own tests, which throws: the way is that of a test that has failed.
static bool leavesByAssertion(const Function &function, const Unjoined &found) {
  for (const facts::OpT *op : {found.way.thrower, found.leaves}) {
    const facts::CalleeT *callee = op ? function.callee(op->callee) : nullptr;
    if (callee && lastComponent(callee->name).starts_with("assert")) return true;
  }
  return false;
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Joins joins(analysis.calls());
  for (const auto &function : analysis.program().functions())
    for (const Unjoined &found : joins.unjoinedIn(*function, !failsAnyway(analysis, *function))) {
      Finding finding = make(analysis, *function, found);
      if (finding.at.line && !onlyDies(analysis, *function) && !leavesByAssertion(*function, found))
        out.push_back(std::move(finding));
    }
  for (const UnjoinedMember &found : joins.unjoinedMembers()) {
    Finding finding = make(analysis, found);
    if (finding.at.line) out.push_back(std::move(finding));
  }
}

extern const Check UnjoinedScope{"unjoined-scope", "structure", Severity::Error,
                                 "A scope, a task group or a thread destroyed without being joined", run};

}  // namespace cotidy
