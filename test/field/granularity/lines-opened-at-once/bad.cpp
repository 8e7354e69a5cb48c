// CASE: all lines of a switchboard are opened at the same time, a task for each
#include <userver/utils/async.hpp>
#include <string>
#include <vector>

struct line {
    std::string number;
    int handle = -1;
};

class switchboard {
public:
    void open_all() {
        std::vector<userver::engine::TaskWithResult<int>> opening;
        opening.reserve(lines_.size());
        for (const line& one : lines_)
            opening.push_back(userver::utils::Async("open-line", [this, &one] { return open(one.number); }));  // EXPECT: unbounded-spawn
        for (std::size_t i = 0; i < opening.size(); ++i)
            lines_[i].handle = opening[i].Get();
    }

private:
    int open(const std::string& number);
    std::vector<line> lines_;
};
