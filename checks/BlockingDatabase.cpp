// cotidy-blocking-database: a synchronous database call where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::Database, Severity::Warning, "talks to a database synchronously",
                                   "use the client's asynchronous interface, or a pool for blocking work"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"blocking-under-lock"};
extern const Check BlockingDatabase{
    "blocking-database", "blocking", Severity::Warning, "A synchronous database call in async context", run, preferred};

}  // namespace cotidy
