// cotidy-busy-wait: a loop that polls without suspending.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::BusyWait, Severity::Warning, "polls in a loop",
                                   "await an event or a timer instead of polling"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

extern const Check BusyWait{"busy-wait", "blocking", Severity::Warning,
                            "A loop that polls a flag or a clock without suspending", run};

}  // namespace cotidy
