// cotidy-lock-in-unsequenced: a lock or a wait in the element function of an unsequenced algorithm.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

#include <algorithm>

namespace cotidy {

// par_unseq and unseq, of whatever library: the policy's type says that calls may be interleaved on one thread.
static bool isUnsequenced(const Models &models, const Function &function, const facts::OpT &op) {
  return std::any_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
    const TypeModel *model = typeModel(models, function.typeOf(argument->value).object());
    return model && model->role == TypeRole::Unsequenced;
  });
}

// Instantiations of one template share their places.
using Places = std::set<std::pair<std::string, std::uint32_t>>;

static void report(const Analysis &analysis, const Function &function, const facts::OpT &algorithm,
                   const Function &element, Places &places, std::vector<Finding> &out) {
  for (const facts::OpT *op : element.ops()) {
    auto witness = analysis.effects().of(element, *op, Effect::Lock);
    if (!witness) witness = analysis.effects().of(element, *op, Effect::Wait);
    if (!witness || op->kind == facts::OpKind::Destroy) continue;
    const std::vector<Witness> chain = analysis.effects().chain(*witness);
    Finding finding;
    finding.severity = Severity::Error;
    finding.confidence = witness->certain ? Confidence::Proved : Confidence::Likely;
    finding.at = locate(element, *op);
    const CallSite *site = analysis.calls().at(function.id(), &algorithm);
    const std::string by = site ? "'" + site->name + "'" : "the algorithm";
    finding.message = (chain.size() > 1 ? "this call takes a lock or waits, " + chainText(analysis, chain) + ","
                                        : "this takes a lock or waits") +
                      " in the element function of " + by +
                      " with an unsequenced policy: one thread may begin several elements before it ends one, " +
                      "and then waits for itself; use the policy 'par', or take no lock in it";
    finding.steps = chainSteps(analysis, chain);
    finding.related = {{locate(function, algorithm), "the algorithm runs it unsequenced"}};
    finding.function = element.name();
    finding.subject = chain.back().subject;
    finding.statement = statementOf(element, *op);
    for (std::uint32_t part : statementOf(function, algorithm)) finding.statement.push_back(part);
    if (finding.at.line && places.insert({finding.at.file, finding.at.line}).second) out.push_back(std::move(finding));
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  Places places;
  for (const auto &function : analysis.program().functions())
    for (const CallSite &site : analysis.calls().of(function->id())) {
      if (site.targets.empty() || !isUnsequenced(analysis.models(), *function, *site.op)) continue;
      for (FunctionId target : site.targets)
        report(analysis, *function, *site.op, analysis.program().function(target), places, out);
    }
}

extern const Check LockInUnsequenced{"lock-in-unsequenced", "pool", Severity::Error,
                                     "A lock or a wait in an unsequenced algorithm", run};

}  // namespace cotidy
