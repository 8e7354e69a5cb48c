// CASE: never more than eight lines are being opened
#include <userver/utils/async.hpp>
#include <algorithm>
#include <string>
#include <vector>

struct line {
    std::string number;
    int handle = -1;
};

class switchboard {
public:
    void open_all() {
        constexpr std::size_t most = 8;
        for (std::size_t begin = 0; begin < lines_.size(); begin += most) {
            const std::size_t end = std::min(begin + most, lines_.size());
            std::vector<userver::engine::TaskWithResult<int>> opening;
            for (std::size_t i = begin; i < end; ++i)
                opening.push_back(userver::utils::Async("open-line", [this, i] { return open(lines_[i].number); }));
            for (std::size_t i = begin; i < end; ++i)
                lines_[i].handle = opening[i - begin].Get();
        }
    }

private:
    int open(const std::string& number);
    std::vector<line> lines_;
};
