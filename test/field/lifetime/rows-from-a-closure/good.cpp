#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/Task.h>
#include <string>
#include <utility>
#include <vector>

namespace table {

using Rows = folly::coro::AsyncGenerator<std::string&&>;

template <typename Make>
class Stream {
public:
    explicit Stream(Make&& make) : rows_(make()) {}

    folly::coro::Task<std::size_t> count() {
        std::size_t all = 0;
        while (auto row = co_await rows_.next()) {
            all += row->empty() ? 0 : 1;
        }
        co_return all;
    }

private:
    Rows rows_;
};

Rows visible(std::vector<std::string> all, std::string prefix) {
    return [](std::vector<std::string> all, std::string prefix) -> Rows {
        for (const std::string& one : all) {
            if (one.rfind(prefix, 0) == 0) {
                co_yield std::string(one);
            }
        }
    }(std::move(all), std::move(prefix));
}

folly::coro::Task<std::size_t> countTitles(std::vector<std::string> titles) {
    auto make = [titles = std::move(titles)]() -> Rows {
        for (const std::string& title : titles) {
            co_yield std::string(title);
        }
    };
    Stream stream(std::move(make));
    co_return co_await stream.count();
}

} // namespace table
