// CASE: others may run after each sample
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <algorithm>
#include <cstddef>
#include <deque>
#include <span>
#include <vector>

namespace ss = seastar;

struct sample {
    std::vector<char> bytes;
};

class coach {
public:
    ss::future<std::vector<std::byte>> train(std::deque<sample> samples) {
        std::vector<std::vector<std::byte>> copies;
        copies.reserve(samples.size());
        for (const sample& one : samples) {
            const auto raw = std::as_bytes(std::span(one.bytes));
            copies.push_back(std::vector<std::byte>(raw.begin(), raw.end()));
            co_await ss::coroutine::maybe_yield();
        }
        co_return co_await train_elsewhere(std::move(copies));
    }

private:
    ss::future<std::vector<std::byte>> train_elsewhere(std::vector<std::vector<std::byte>> copies);
};
