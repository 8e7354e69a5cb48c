// cotidy-heavy-call-on-executor: compression, hashing, parsing, sorting of whole messages on a thread that others wait for.
#include "checks/Check.h"
#include "checks/support/LongWork.h"

namespace cotidy {

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportLongWork(analysis, Work::HeavyCall, out); }

extern const Check HeavyCallOnExecutor{"heavy-call-on-executor", "cpu", Severity::Warning,
                                       "A heavy library call on a thread that others wait for", run};

}  // namespace cotidy
