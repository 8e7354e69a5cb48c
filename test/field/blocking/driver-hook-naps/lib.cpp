#include "hooks.hpp"
#include <unistd.h>

namespace ferry {
namespace {
void nap(std::int64_t microseconds) { ::usleep(static_cast<useconds_t>(microseconds)); }
bool try_berth(const std::string& harbour) { return !harbour.empty(); }
}  // namespace

bool dock(const std::string& harbour, unsigned attempts) {
    for (unsigned i = 0; i < attempts; ++i) {
        if (try_berth(harbour))
            return true;
        nap(50'000);
    }
    return false;
}
}  // namespace ferry
