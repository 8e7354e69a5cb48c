// cotidy-blocking-network-io: synchronous network I/O where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::Network, Severity::Warning, "does network I/O synchronously",
                                   "use the asynchronous form of the call"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"blocking-under-lock"};
extern const Check BlockingNetworkIo{
    "blocking-network-io", "blocking", Severity::Warning, "Synchronous network I/O in async context", run, preferred};

}  // namespace cotidy
