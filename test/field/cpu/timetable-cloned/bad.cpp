// CASE: each change begins with a copy of the whole timetable, made by its copy constructor
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <map>
#include <string>
#include <vector>

namespace ss = seastar;

struct line {
    std::string name;
    std::vector<std::string> stops;
};
class timetable {
public:
    std::vector<line>& lines() { return lines_; }

private:
    std::vector<line> lines_;
    std::map<std::string, std::vector<int>> departures_;
};

class office {
public:
    ss::future<> rename(std::size_t line, std::string name) {
        timetable next = current_;  // EXPECT: cpu-loop-on-executor
        next.lines()[line].name = std::move(name);
        co_await publish(next);
        current_ = std::move(next);
    }

private:
    ss::future<> publish(const timetable& next);
    timetable current_;
};
