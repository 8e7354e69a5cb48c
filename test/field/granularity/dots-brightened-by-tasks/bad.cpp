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
        tbb::task_group group;
        for (auto one = dots_.begin(); one != dots_.end(); ++one)
            group.run([one, by] {  // EXPECT: fine-grained-task
                one->red = std::min(255, one->red + by);
                one->green = std::min(255, one->green + by);
                one->blue = std::min(255, one->blue + by);
            });
        group.wait();
    }

private:
    std::vector<dot> dots_;
};
