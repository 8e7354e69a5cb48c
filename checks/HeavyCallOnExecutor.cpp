// cotidy-heavy-call-on-executor: compression, hashing, parsing, sorting of whole messages on a thread that others wait for.
#include "checks/Check.h"
#include "checks/support/LongWork.h"
#include "checks/support/Options.h"

namespace cotidy {

static constexpr CheckOption options[] = {
    {"heavy-call-on-executor.MinData", "16384",
     "of a call whose time depends on its data: more than so many bytes or elements are much"}};

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  CpuLimits limits;
  limits.data = number(analysis, options[0]);
  reportLongWork(analysis, Work::HeavyCall, limits, out);
}

extern const Check HeavyCallOnExecutor{"heavy-call-on-executor",
                                       "cpu",
                                       Severity::Warning,
                                       "A heavy library call on a thread that others wait for",
                                       run,
                                       {},
                                       options};

}  // namespace cotidy
