// cotidy-blocking-destructor: an object whose destructor waits leaves scope where others wait for the thread.
#include "checks/Check.h"
#include "checks/support/Blocking.h"

namespace cotidy {

static constexpr BlockingRule rule{
    Effect::Destructor, Severity::Warning, "destroys an object that waits",
    "let the object live outside of the coroutine, or end it asynchronously before it is destroyed"};

static void run(const Analysis &analysis, std::vector<Finding> &out) { reportBlocking(analysis, rule, out); }

static constexpr std::string_view preferred[] = {"blocking-under-lock"};
extern const Check BlockingDestructor{"blocking-destructor",
                                      "blocking",
                                      Severity::Warning,
                                      "An object whose destructor waits leaves scope in async context",
                                      run,
                                      preferred};

}  // namespace cotidy
