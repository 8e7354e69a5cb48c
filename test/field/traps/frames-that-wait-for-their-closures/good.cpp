// CASE: closures refer to what is around them, and whoever has it waits: a coroutine, a fiber, a caller that keeps it.
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/thread.hh>
#include <map>
#include <string>
#include <vector>

namespace survey {

seastar::future<int> measure(const std::string& place, int scale);
seastar::future<> store(std::string place, int value);

class Map {
public:
    // The frame of the coroutine lives until the future is there.
    seastar::future<int> total(std::vector<std::string> places, int scale) {
        int sum = 0;
        co_await seastar::do_with(std::move(places), [&](std::vector<std::string>& all) {
            return seastar::do_for_each(all, [&](std::string& place) {
                return measure(place, scale).then([&](int value) { sum += value; });
            });
        });
        co_return sum;
    }

    // So does the stack of the fiber.
    seastar::future<> refresh(int scale) {
        return seastar::async([this, scale] {
            int worst = 0;
            for (const auto& [place, value] : values_) {
                measure(place, scale).then([&worst](int now) { worst = std::max(worst, now); }).get();
            }
            seastar::parallel_for_each(values_, [&](auto& entry) {
                return measure(entry.first, scale).then([&](int now) { entry.second = std::min(now, worst); });
            }).get();
        });
    }

    // What the outer closure is given stands in do_with, and the object is the caller's.
    seastar::future<> move(std::string from, std::string to) {
        return seastar::do_with(std::move(from), std::move(to), [this](std::string& from, std::string& to) {
            return measure(from, 1).then([&](int value) {
                return store(to, value).then([&, value] { values_[to] = value; });
            });
        });
    }

    // By value where it is used later; by reference only until the closure returns.
    seastar::future<int> scaled(const std::string& place, int scale) {
        return seastar::futurize_invoke([&] {
            const int twice = scale * 2;
            return measure(place, twice);
        });
    }

private:
    std::map<std::string, int> values_;
};

} // namespace survey
