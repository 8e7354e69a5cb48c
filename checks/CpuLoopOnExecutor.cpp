// cotidy-cpu-loop-on-executor: a loop over much data, without a pause, on a thread that others wait for.
#include "checks/Check.h"
#include "checks/support/LongWork.h"

namespace cotidy {

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportLongWork(analysis, Work::Loop, out); }

static constexpr std::string_view preferred[] = {"loop-without-suspension", "heavy-call-on-executor", "busy-wait"};
extern const Check CpuLoopOnExecutor{"cpu-loop-on-executor", "cpu", Severity::Warning,
                                     "A long loop without suspension on a thread that others wait for", run, preferred};

}  // namespace cotidy
