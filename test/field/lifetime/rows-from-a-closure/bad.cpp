// CASE: a lambda that is a generator is called at once: its rows stand in the closure, which is gone when they are asked for.
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
    explicit Stream(Make&& make) : rows_(make()) {}  // EXPECT-ALT: dangling-lambda-coroutine

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
    return [all = std::move(all), prefix = std::move(prefix)]() -> Rows {  // EXPECT: dangling-lambda-coroutine
        for (const std::string& one : all) {
            if (one.rfind(prefix, 0) == 0) {
                co_yield std::string(one);
            }
        }
    }();
}

folly::coro::Task<std::size_t> countTitles(std::vector<std::string> titles) {
    Stream stream([titles = std::move(titles)]() -> Rows {  // EXPECT: dangling-lambda-coroutine
        for (const std::string& title : titles) {
            co_yield std::string(title);
        }
    });
    co_return co_await stream.count();
}

} // namespace table
