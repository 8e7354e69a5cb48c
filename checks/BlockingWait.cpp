// cotidy-blocking-wait: a synchronous wait where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::Wait, Severity::Error, "waits for another thread or task",
                                   "await the result, or continue in a callback when it is there"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"busy-wait", "blocking-under-lock", "pool-self-wait", "self-join"};
extern const Check BlockingWait{"blocking-wait",
                                "blocking",
                                Severity::Error,
                                "A wait for a future, a thread, a condition or a task in async context",
                                run,
                                preferred};

}  // namespace cotidy
