// Both are gathered, whatever happens to the first.
#include <folly/coro/Collect.h>
#include <folly/futures/Future.h>
#include <folly/executors/GlobalExecutor.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace farm {

struct Sheaf {
    int ears = 0;
};

folly::Future<Sheaf> reap(std::string field);
void store(const Sheaf& sheaf);
int weigh(const Sheaf& sheaf);

class Harvest {
public:
    int gather(const std::string& near, const std::string& far) {
        auto first = reap(near);
        auto second = reap(far);
        const Sheaf sheaf = std::move(first).get();
        const Sheaf rest = std::move(second).get();
        if (sheaf.ears == 0) {
            throw std::runtime_error("nothing grows at " + near);
        }
        store(sheaf);
        store(rest);
        return weigh(sheaf) + weigh(rest);
    }
};

}  // namespace farm
