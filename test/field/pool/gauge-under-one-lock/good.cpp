// CASE: each range has totals of its own, and only these are added under the lock
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
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, samples.size(), 4096), [&](const auto& range) {
            std::unordered_map<std::string, total> own;
            for (std::size_t i = range.begin(); i != range.end(); ++i)
                add(own, samples[i]);
            std::lock_guard hold(m_);
            for (const auto& [name, part] : own) {
                total& all = totals_[name];
                all.count += part.count;
                all.sum += part.sum;
                all.squares += part.squares;
            }
        });
    }

private:
    struct total {
        long count = 0;
        double sum = 0, squares = 0;
    };
    static void add(std::unordered_map<std::string, total>& into, const sample& one) {
        total& all = into[one.name];
        ++all.count;
        all.sum += one.value;
        all.squares += std::pow(one.value, 2);
    }

    std::mutex m_;
    std::unordered_map<std::string, total> totals_;
};
