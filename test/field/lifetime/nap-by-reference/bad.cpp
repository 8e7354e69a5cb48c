// CASE: a coroutine template takes its duration by reference; one caller makes the nap first and awaits it later.
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
Lazy<void> nap(const Duration& d) {
    if (auto* executor = co_await async_simple::coro::CurrentExecutor(); executor != nullptr) {
        co_await async_simple::coro::sleep(d);
    }
}

Lazy<int> feed(std::string child);

Lazy<int> afternoon(std::string child, std::chrono::minutes usual) {
    auto quiet = nap(usual + 5min);  // EXPECT: dangling-parameter
    const int spoons = co_await feed(std::move(child));
    co_await std::move(quiet);
    co_return spoons;
}

Lazy<void> morning(std::chrono::minutes usual) {
    co_await nap(usual - 5min);
    co_await nap(usual);
}

Lazy<void> whole(std::vector<std::chrono::minutes> naps) {
    std::vector<Lazy<void>> all;
    for (auto usual : naps) {
        all.push_back(nap(usual * 2));  // EXPECT: dangling-parameter
    }
    for (auto& one : all) {
        co_await std::move(one);
    }
}

} // namespace nursery
