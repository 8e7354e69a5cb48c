// CASE: the twin builds and locks them at the same time, eight of them
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/thread.hh>
#include <set>
#include <string>
#include <vector>

namespace ss = seastar;

ss::future<> build_house(std::string place);
ss::future<> lock_house(std::string place);

class canal {
public:
    ss::future<> open(std::vector<std::string> sluices) {
        return ss::async([sluices = std::move(sluices)] {
            ss::max_concurrent_for_each(sluices, 8, [](const std::string& place) { return build_and_lock(place); }).get();
        });
    }

private:
    static ss::future<> build_and_lock(std::string place) {
        return build_house(place).then([place] { return lock_house(place); });
    }
};
