// cotidy-blocking-sleep: a sleep of the thread where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::Sleep, Severity::Warning, "sleeps",
                                   "wait on a timer of the loop and continue when it fires"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"busy-wait", "blocking-under-lock"};
extern const Check BlockingSleep{
    "blocking-sleep", "blocking", Severity::Warning, "A sleep of the thread in async context", run, preferred};

}  // namespace cotidy
