// Long loops over data that let others in: by a helper every so many rounds, by a counter object, by a callback that awaits.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace ss = seastar;

class breath {
public:
    ss::future<> take() {
        if (++rounds_ % 128 != 0)
            co_return;
        co_await ss::coroutine::maybe_yield();
    }

private:
    unsigned rounds_ = 0;
};

template <typename Range, typename Body> ss::future<> each_gently(Range& range, Body body) {
    unsigned n = 0;
    for (auto& element : range) {
        body(element);
        if (++n == 100) {
            n = 0;
            co_await ss::coroutine::maybe_yield();
        }
    }
}

class atlas {
public:
    ss::future<std::size_t> letters() {
        std::size_t sum = 0;
        breath b;
        for (const auto& [country, towns] : countries_) {
            for (const auto& town : towns)
                if (!town.empty())
                    sum += town.size() + country.size();
            co_await b.take();
        }
        co_return sum;
    }
    ss::future<> reverse() {
        co_await each_gently(countries_, [this](auto& entry) {
            for (const std::string& town : entry.second)
                by_town_.emplace(town, entry.first);
        });
    }
    ss::future<> forget() {
        while (!by_town_.empty()) {
            by_town_.erase(by_town_.begin());
            co_await ss::coroutine::maybe_yield();
        }
    }
    ss::future<> print_all() {
        return ss::do_for_each(countries_, [this](auto& entry) { return print(entry.first, entry.second); });
    }

private:
    ss::future<> print(const std::string& country, const std::vector<std::string>& towns);
    std::map<std::string, std::vector<std::string>> countries_;
    std::unordered_map<std::string, std::string> by_town_;
};
