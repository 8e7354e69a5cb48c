// CASE: jobs of a task group run on while a bad piece makes the function leave by an exception, without a wait.
#include <oneapi/tbb/task_group.h>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace joinery {

struct Plank {
    std::string wood;
    double length = 0;
};

double plane(const Plank& plank);

double planeAll(const std::vector<Plank>& planks) {
    std::vector<double> smooth(planks.size());
    tbb::task_group group;  // EXPECT: unjoined-scope
    for (std::size_t i = 0; i < planks.size(); ++i) {
        if (planks[i].length <= 0) {
            throw std::invalid_argument(planks[i].wood);  // EXPECT-ALT: unjoined-scope
        }
        group.run([&smooth, &planks, i] { smooth[i] = plane(planks[i]); });  // EXPECT-ALT: unjoined-scope
    }
    group.wait();
    double sum = 0;
    for (double s : smooth) {
        sum += s;
    }
    return sum;
}

}  // namespace joinery
