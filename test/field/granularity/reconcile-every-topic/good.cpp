// CASE: as many at the same time as the disks can use
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
            return ss::max_concurrent_for_each(
                changes_, 64, [this](std::pair<const std::string, std::vector<int>>& bed) { return replant(bed.second); });
        });
    }

    void note(const std::string& bed, int change) { changes_[bed].push_back(change); }

private:
    ss::future<> replant(std::vector<int>& changes);

    ss::semaphore one_{1};
    std::unordered_map<std::string, std::vector<int>> changes_;
};
