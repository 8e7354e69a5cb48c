// cotidy-blocking-lock: a mutex taken in async context while somebody else does blocking work under it.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

#include <algorithm>

namespace cotidy {

static std::vector<Step> wayTo(const Analysis &analysis,
                               const std::vector<std::pair<FunctionId, const facts::OpT *>> &way) {
  std::vector<Step> steps;
  for (std::size_t i = 1; i < way.size(); ++i) {
    const Function &function = analysis.program().function(way[i].first);
    std::string what = i + 1 == way.size() ? "takes the lock here" : "calls on";
    steps.push_back({locate(function, *way[i].second), "in '" + function.head().display + "': " + what});
  }
  return steps;
}

// The first one that is somebody else's: of its own work the other rules speak.
static const LongHold *otherHolder(const Root &root, const std::vector<LongHold> &holds) {
  auto other = std::find_if(holds.begin(), holds.end(),
                            [&](const LongHold &hold) { return hold.function != root.function.id(); });
  return other == holds.end() ? nullptr : &*other;
}

static void look(const Analysis &analysis, const Root &root, const std::string &mutex, const LongHold &hold,
                 std::vector<Finding> &out) {
  const Function &holder = analysis.program().function(hold.function);
  for (const facts::OpT *op : root.function.ops()) {
    if (!holdsUpOthers(root, *op)) continue;
    auto way = analysis.locks().acquisition(root.function, *op, mutex);
    if (way.empty()) continue;
    std::string name = analysis.locks().name(holder, hold.hold);
    Finding finding;
    finding.severity = Severity::Hint;
    finding.confidence = root.standing.sure ? Confidence::Likely : Confidence::Possible;
    finding.at = locate(root.function, *op);
    finding.message = "the lock on '" + name + "' may block " + threadOf(root) + " inside " + describe(analysis, root) +
                      ": '" + holder.head().display + "' " + std::string(deedOf(hold.effect)) + " while it holds it (" +
                      brief(locate(holder, *hold.op)) + "); do that work outside of the lock";
    finding.steps = wayTo(analysis, way);
    finding.related = {{locate(holder, *hold.op), "'" + holder.head().display + "' " +
                                                      std::string(deedOf(hold.effect)) + " here, under the same lock"}};
    finding.function = root.function.name();
    finding.subject = name;
    finding.statement = statementOf(root.function, *op);
    if (finding.at.line) out.push_back(std::move(finding));
    return;  // once per function and mutex
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  if (analysis.locks().longHolds().empty()) return;
  forEachRoot(analysis, [&](const Root &root) {
    for (const auto &[mutex, holds] : analysis.locks().longHolds()) {
      if (!analysis.locks().takes(root.function.id(), mutex)) continue;
      if (const LongHold *hold = otherHolder(root, holds)) look(analysis, root, mutex, *hold, out);
    }
  });
}

extern const Check BlockingLock{"blocking-lock", "blocking", Severity::Hint,
                                "A mutex taken in async context while another holder does blocking work under it", run};

}  // namespace cotidy
