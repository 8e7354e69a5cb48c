// cotidy-fake-offload: a hop to a pool after which the coroutine is not on the pool.
#include "analysis/Spawns.h"
#include "checks/Check.h"
#include "checks/support/Roots.h"

namespace cotidy {

static const CallSite *fakeHop(const Analysis &analysis, const Root &root, const facts::OpT &await) {
  if (await.kind != facts::OpKind::Await) return nullptr;
  const facts::OpT *made = root.function.definition(root.function.strip(await.source));
  if (!made) made = root.function.definition(await.source);
  const CallSite *site = made ? analysis.calls().at(root.function.id(), made) : nullptr;
  if (!site || made->arguments.size() < 2) return nullptr;
  for (const FunctionModel *model : site->models)
    if (model->offloads && model->returnsHome &&
        isPool(analysis.calls().threadOf(root.function, made->arguments.front()->value)))
      return site;
  return nullptr;
}

// post(pool, token) becomes post(bind_executor(pool, token)). Not safe: all that follows moves to the pool, also what
// belongs to the loop and what only its thread may touch. Where the work for the pool ends, only the author knows.
static std::vector<Fix> fixes(const Function &function, const CallSite &site) {
  const facts::OpT &post = *site.op;
  const auto &first = *post.arguments.front(), &last = *post.arguments.back();
  if (post.arguments.size() != 2 || post.place->macro() || !first.place || first.place->macro() || !last.place ||
      last.place->macro())
    return {};
  std::string root = site.name.substr(0, site.name.rfind("::"));  // "boost::asio"
  Location begin = locate(function, first.place), end = locate(function, last.place);
  std::string folder = root == "boost::asio" ? "boost/asio" : "asio";
  Fix fix;
  fix.title = "Bind the token to the pool; come back where the work for it ends";
  fix.safe = false;
  fix.edits = includeEdits(function, begin.file, {"<" + folder + "/bind_executor.hpp>"});
  fix.edits.push_back({begin.file, begin.begin, begin.begin, root + "::bind_executor("});
  fix.edits.push_back({end.file, end.end, end.end, ")"});
  return {fix};
}

// What the coroutine does after the hop and before its next suspension: it was meant to run on the pool.
static std::vector<Step> meantForThePool(const Analysis &analysis, const Root &root, const facts::OpT &await) {
  static constexpr Effect all[] = {Effect::Sleep,   Effect::Wait,    Effect::File,
                                   Effect::Network, Effect::Process, Effect::Database};
  for (const facts::OpT *op : root.function.ops()) {
    if (root.hops.fakeHop(op) != &await) continue;
    for (Effect effect : all)
      if (analysis.effects().of(root.function, *op, effect))
        return {{locate(root.function, *op), "this blocks, and still runs on " + threadOf(root)}};
  }
  return {};
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  forEachRoot(analysis, [&](const Root &root) {
    for (const facts::OpT *op : root.function.ops()) {
      const CallSite *site = fakeHop(analysis, root, *op);
      if (!site) continue;
      std::string pool = site->op->arguments.front()->text, token = site->op->arguments.back()->text;
      Finding finding;
      finding.severity = Severity::Warning;
      finding.confidence = root.standing.sure ? Confidence::Proved : Confidence::Likely;
      finding.at = locate(root.function, *op);
      finding.message = "'" + std::string(lastComponent(site->name)) + "' to " +
                        (pool.empty() ? "a pool" : "'" + pool + "'") + " does not move " + describe(analysis, root) +
                        " there: it resumes on its own executor, so what follows still runs on " + threadOf(root) +
                        "; use 'bind_executor(" + (pool.empty() ? "pool" : pool) + ", " +
                        (token.empty() ? "token" : token) + ")' as the token";
      finding.steps = meantForThePool(analysis, root, *op);
      finding.related = provenance(analysis, root);
      finding.function = root.function.name();
      finding.subject = site->name;
      finding.statement = statementOf(root.function, *op);
      finding.fixes = fixes(root.function, *site);
      if (finding.at.line) out.push_back(std::move(finding));
    }
  });
}

extern const Check FakeOffload{"fake-offload", "blocking", Severity::Warning,
                               "Code that looks moved to a pool and is not", run};

}  // namespace cotidy
