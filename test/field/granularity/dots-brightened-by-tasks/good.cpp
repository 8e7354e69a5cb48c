// CASE: each dot of a picture is brightened by a task of its own
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_group.h>
#include <algorithm>
#include <vector>

struct dot {
    int red = 0;
    int green = 0;
    int blue = 0;
};

class picture {
public:
    void brighten(int by) {
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, dots_.size(), 4096), [&](const auto& part) {
            for (std::size_t i = part.begin(); i != part.end(); ++i) {
                dots_[i].red = std::min(255, dots_[i].red + by);
                dots_[i].green = std::min(255, dots_[i].green + by);
                dots_[i].blue = std::min(255, dots_[i].blue + by);
            }
        });
    }

private:
    std::vector<dot> dots_;
};
