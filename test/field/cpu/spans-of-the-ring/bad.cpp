// CASE: for each mark of a ring its keepers are computed, in a continuation, without a pause
#include <seastar/core/future.hh>
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ss = seastar;

struct span {
    std::int64_t from = 0, to = 0;
};

class ring {
public:
    ss::future<std::vector<span>> spans_of(std::string keeper) {
        return refresh().then([this, keeper = std::move(keeper)] {
            std::vector<span> found;
            std::int64_t before = marks_.back();
            for (const std::int64_t mark : marks_) {  // EXPECT: cpu-loop-on-executor
                const std::vector<std::string> all = keepers(mark);
                if (std::find(all.begin(), all.end(), keeper) != all.end())
                    found.push_back({before, mark});
                before = mark;
            }
            return found;
        });
    }

private:
    ss::future<> refresh();
    std::vector<std::string> keepers(std::int64_t mark) const {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < marks_.size() && all.size() < copies_; ++i) {
            const std::string& owner = owners_[(static_cast<std::size_t>(mark) + i) % owners_.size()];
            if (std::find(all.begin(), all.end(), owner) == all.end())
                all.push_back(owner);
        }
        return all;
    }

    std::vector<std::int64_t> marks_;
    std::vector<std::string> owners_;
    std::size_t copies_ = 3;
};
