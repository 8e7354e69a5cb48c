// CASE: many tasks, but never more than a number of them at once
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <map>
#include <string>
#include <vector>

namespace ss = seastar;

ss::future<> upload(std::string name);
folly::coro::Task<int> ask(std::string name);

class sender {
public:
    void add(const std::string& name, int weight) { waiting_[name] = weight; }
    ss::future<> send_all() {
        return ss::max_concurrent_for_each(waiting_, 32, [](auto& one) { return upload(one.first); });
    }
    ss::future<> send_with_permits() {
        return ss::parallel_for_each(waiting_, [this](auto& one) {
            return ss::get_units(permits_, 1).then([&one](ss::semaphore_units) { return upload(one.first); });
        });
    }

private:
    ss::semaphore permits_{8};
    std::map<std::string, int> waiting_;
};

folly::coro::Task<int> sum(std::vector<std::string> names) {
    std::vector<folly::coro::Task<int>> all;
    all.reserve(names.size());
    for (const std::string& name : names)
        all.push_back(ask(name));
    int total = 0;
    for (int one : co_await folly::coro::collectAllWindowed(std::move(all), 16))
        total += one;
    co_return total;
}
