// CASE: a thread that waits in TBB runs other tasks meanwhile, also within a task
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_group.h>
#include <cmath>
#include <cstddef>
#include <vector>

using grid = std::vector<std::vector<double>>;

void roots(grid& all) {
    tbb::parallel_for(std::size_t{0}, all.size(), [&](std::size_t y) {
        std::vector<double>& row = all[y];
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, row.size(), 1024), [&](const auto& range) {
            for (std::size_t x = range.begin(); x != range.end(); ++x)
                row[x] = std::sqrt(row[x]);
        });
    });
}

double sum(const grid& all, std::size_t from, std::size_t to) {
    if (to - from < 16) {
        double total = 0;
        for (std::size_t y = from; y < to; ++y)
            for (double one : all[y])
                total += std::log1p(one);
        return total;
    }
    double left = 0, right = 0;
    tbb::task_group halves;
    halves.run([&] { left = sum(all, from, (from + to) / 2); });
    right = sum(all, (from + to) / 2, to);
    halves.wait();
    return left + right;
}
