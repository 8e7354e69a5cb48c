// cotidy-@RULE@: which mistake this is, in one line.
#include "checks/Check.h"
#include "checks/support/Roots.h"

namespace cotidy {

// What the mistake looks like. The facts (analysis/Facts.fbs) say what an operation is.
static bool isMistake(const Root &root, const facts::OpT &op) {
  const facts::CalleeT *callee = root.function.callee(op.callee);
  return callee && callee->name == "@FUNCTION@" && holdsUpOthers(root, op);
}

static Finding describeMistake(const Analysis &analysis, const Root &root, const facts::OpT &op) {
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = root.standing.sure ? Confidence::Proved : Confidence::Likely;
  finding.at = locate(root.function, op);
  finding.message = "'@FUNCTION@' does its harm inside " + describe(analysis, root) + "; use something better";
  finding.related = provenance(analysis, root);
  finding.function = root.function.name();
  finding.subject = "@FUNCTION@";
  finding.statement = statementOf(root.function, op);
  return finding;
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  forEachRoot(analysis, [&](const Root &root) {
    for (const facts::OpT *op : root.function.ops())
      if (isMistake(root, *op)) out.push_back(describeMistake(analysis, root, *op));
  });
}

extern const Check @VARIABLE@{"@RULE@", "@FAMILY@", Severity::Warning, "Which mistake this is, in one sentence", run};

}  // namespace cotidy
