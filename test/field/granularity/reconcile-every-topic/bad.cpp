// CASE: the reconciliation of all changed topics is started at once, so the list of futures is as long as the map
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <string>
#include <unordered_map>
#include <vector>

namespace ss = seastar;

class gardener {
public:
    ss::future<> reconcile() {
        return ss::with_semaphore(one_, 1, [this] {
            if (changes_.empty())
                return ss::make_ready_future<>();
            return ss::parallel_for_each(  // EXPECT: unbounded-spawn
                changes_, [this](std::pair<const std::string, std::vector<int>>& bed) { return replant(bed.second); });
        });
    }

    void note(const std::string& bed, int change) { changes_[bed].push_back(change); }

private:
    ss::future<> replant(std::vector<int>& changes);

    ss::semaphore one_{1};
    std::unordered_map<std::string, std::vector<int>> changes_;
};
