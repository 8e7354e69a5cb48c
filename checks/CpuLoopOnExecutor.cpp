// cotidy-cpu-loop-on-executor: a loop over much data, without a pause, on a thread that others wait for.
#include "checks/Check.h"
#include "checks/support/LongWork.h"
#include "checks/support/Options.h"

namespace cotidy {

static constexpr CheckOption options[] = {
    {"cpu-loop-on-executor.MinLoopNs", "100000",
     "a loop over data whose size nobody says is long from so many nanoseconds on, for a typical size"},
    {"cpu-loop-on-executor.MinCountedLoopNs", "1000000",
     "a loop whose rounds are known is long from so many nanoseconds on"},
    {"cpu-loop-on-executor.MinRoundNs", "5000",
     "one level of data counts where each element takes so many nanoseconds"}};

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  CpuLimits limits;
  limits.loop = number(analysis, options[0]);
  limits.counted = number(analysis, options[1]);
  limits.round = number(analysis, options[2]);
  reportLongWork(analysis, Work::Loop, limits, out);
}

static constexpr std::string_view preferred[] = {"loop-without-suspension", "heavy-call-on-executor", "busy-wait"};
extern const Check CpuLoopOnExecutor{"cpu-loop-on-executor",
                                     "cpu",
                                     Severity::Warning,
                                     "A long loop without suspension on a thread that others wait for",
                                     run,
                                     preferred,
                                     options};

}  // namespace cotidy
