// cotidy-blocking-file-io: file I/O where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{Effect::File, Severity::Warning, "does file I/O",
                                   "hand it to a pool that is made for blocking work and await the result"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"blocking-under-lock"};
extern const Check BlockingFileIo{"blocking-file-io",          "blocking", Severity::Warning,
                                  "File I/O in async context", run,        preferred};

}  // namespace cotidy
