// CASE: rows that came from another core are copied whole to pass them on
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace ss = seastar;

struct bundle {
    std::string key;
    std::list<std::string> rows;
};
using bundles = std::list<bundle>;

class courier {
public:
    ss::future<> pass_on(std::unique_ptr<const bundles> arrived, bool ours) {
        if (ours) {
            co_await keep(std::move(*const_cast<bundles*>(arrived.get())));
        } else {
            co_await keep(*arrived);  // EXPECT: cpu-loop-on-executor
        }
    }

private:
    ss::future<> keep(bundles all);
};
