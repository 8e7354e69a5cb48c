// CASE: a block of sacks is weighed by many threads, and the whole of each block is done under one lock
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
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, sacks.size()), [&](const auto& part) {  // EXPECT: serialised-parallel-body
            const std::scoped_lock hold(m_);
            for (std::size_t i = part.begin(); i != part.end(); ++i)
                note(sacks[i]);
        });
    }

private:
    void note(const sack& one) {
        auto& entry = by_sort_[one.sort];
        entry += one.weight;
        if (one.weight > heaviest_)
            heaviest_ = one.weight;
    }

    std::mutex m_;
    std::map<std::string, double> by_sort_;
    double heaviest_ = 0;
};
