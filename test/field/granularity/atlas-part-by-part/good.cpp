// CASE: the twin reads all three at the same time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct legend {
    std::map<std::string, std::string> signs;
};

class atlas {
public:
    explicit atlas(std::string shelf) : shelf_(std::move(shelf)) {}

    ss::future<> open() {
        co_await ss::when_all_succeed(read_index(), read_legend(), read_borders());
        open_ = true;
    }

private:
    ss::future<> read_index() { index_ = co_await lines_of(shelf_ + "/index"); }
    ss::future<> read_legend() {
        const std::vector<std::string> lines = co_await lines_of(shelf_ + "/legend");
        for (const std::string& line : lines)
            legend_.signs.emplace(line.substr(0, 1), line.substr(1));
    }
    ss::future<> read_borders() { borders_ = co_await lines_of(shelf_ + "/borders"); }
    static ss::future<std::vector<std::string>> lines_of(std::string file);

    std::string shelf_;
    std::vector<std::string> index_;
    legend legend_;
    std::vector<std::string> borders_;
    bool open_ = false;
};
