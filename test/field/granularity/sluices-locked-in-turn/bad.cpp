// CASE: at the start the house of each sluice is built and locked, one after the other, though they are independent
#include <seastar/core/future.hh>
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
            for (const std::string& place : sluices)  // EXPECT-ALT: await-in-loop
                build_and_lock(place).get();  // EXPECT-HINT: await-in-loop
        });
    }

private:
    static ss::future<> build_and_lock(std::string place) {
        return build_house(place).then([place] { return lock_house(place); });
    }
};
