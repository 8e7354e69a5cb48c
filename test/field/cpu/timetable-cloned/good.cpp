// CASE: the copy is made by a coroutine that lets others run after each line
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
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
    timetable() = default;
    timetable(const timetable&) = delete;
    timetable(timetable&&) = default;
    timetable& operator=(timetable&&) = default;

    std::vector<line>& lines() { return lines_; }
    ss::future<timetable> clone() const {
        timetable copy;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            copy.lines_.push_back(lines_[i]);
            co_await ss::coroutine::maybe_yield();
        }
        std::string last;
        for (auto at = departures_.begin(); at != departures_.end(); at = departures_.upper_bound(last)) {
            last = at->first;
            copy.departures_.insert(*at);
            co_await ss::coroutine::maybe_yield();
        }
        co_return copy;
    }

private:
    std::vector<line> lines_;
    std::map<std::string, std::vector<int>> departures_;
};

class office {
public:
    ss::future<> rename(std::size_t line, std::string name) {
        timetable next = co_await current_.clone();
        next.lines()[line].name = std::move(name);
        co_await publish(next);
        current_ = std::move(next);
    }

private:
    ss::future<> publish(const timetable& next);
    timetable current_;
};
