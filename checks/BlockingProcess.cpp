// cotidy-blocking-process: a child process that is started and waited for where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::Process, Severity::Warning, "runs or waits for a process",
                                   "run it on a pool for blocking work, or wait for it asynchronously"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"blocking-under-lock"};
extern const Check BlockingProcess{
    "blocking-process", "blocking", Severity::Warning, "A child process run or waited for in async context", run,
    preferred};

}  // namespace cotidy
