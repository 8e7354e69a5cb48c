#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Sleep.h>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace nursery {

using namespace std::chrono_literals;
using async_simple::coro::Lazy;

template <typename Duration>
Lazy<void> nap(Duration d) {
    if (auto* executor = co_await async_simple::coro::CurrentExecutor(); executor != nullptr) {
        co_await async_simple::coro::sleep(d);
    }
}

Lazy<int> feed(std::string child);

Lazy<int> afternoon(std::string child, std::chrono::minutes usual) {
    auto quiet = nap(usual + 5min);
    const int spoons = co_await feed(std::move(child));
    co_await std::move(quiet);
    co_return spoons;
}

Lazy<void> whole(std::vector<std::chrono::minutes> naps) {
    std::vector<Lazy<void>> all;
    for (auto usual : naps) {
        all.push_back(nap(usual * 2));
    }
    for (auto& one : all) {
        co_await std::move(one);
    }
}

} // namespace nursery
