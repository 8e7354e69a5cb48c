// cotidy-blocking-console: reading the console where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::Console, Severity::Hint, "reads the console",
                                   "read it asynchronously, or on a thread of its own"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"blocking-under-lock"};
extern const Check BlockingConsole{
    "blocking-console", "blocking", Severity::Hint, "Reading the console in async context", run, preferred};

}  // namespace cotidy
