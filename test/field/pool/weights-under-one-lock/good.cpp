// CASE: each block is weighed without the lock, which is taken to add its sums
#include <algorithm>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <vector>

struct sack {
    std::string sort;
    double weight = 0;
};

class scales {
public:
    void weigh(const std::vector<sack>& sacks) {
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, sacks.size()), [&](const auto& part) {
            std::map<std::string, double> mine;
            double heaviest = 0;
            for (std::size_t i = part.begin(); i != part.end(); ++i) {
                mine[sacks[i].sort] += sacks[i].weight;
                heaviest = std::max(heaviest, sacks[i].weight);
            }
            const std::scoped_lock hold(m_);
            heaviest_ = std::max(heaviest_, heaviest);
            for (const auto& [sort, weight] : mine)
                by_sort_[sort] += weight;
        });
    }

private:
    std::mutex m_;
    std::map<std::string, double> by_sort_;
    double heaviest_ = 0;
};
