// CASE: all threads record into one table, and each does all of its work under the lock of that table
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <cmath>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

struct sample {
    std::string name;
    double value = 0;
};

class gauge {
public:
    void record(const std::vector<sample>& samples) {
        tbb::parallel_for(std::size_t{0}, samples.size(), [&](std::size_t i) {  // EXPECT-ALT: serialised-parallel-body
            std::lock_guard hold(m_);  // EXPECT: serialised-parallel-body
            add(samples[i]);
        });
    }

private:
    void add(const sample& one) {
        auto& [count, sum, squares] = totals_[one.name];
        ++count;
        sum += one.value;
        squares += std::pow(one.value, 2);
    }

    struct total {
        long count = 0;
        double sum = 0, squares = 0;
    };
    std::mutex m_;
    std::unordered_map<std::string, total> totals_;
};
