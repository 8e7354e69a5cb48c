// CASE: up to sixteen parts are copied at a time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <algorithm>
#include <cstddef>
#include <ranges>
#include <string>
#include <vector>

namespace ss = seastar;

class parcel_copy {
public:
    ss::future<> copy(std::string source, std::size_t size) {
        constexpr std::size_t part = 5 * 1024 * 1024;
        const auto parts = std::views::iota(std::size_t{0}, (size + part - 1) / part);
        co_await ss::max_concurrent_for_each(parts, 16, [&](std::size_t number) {
            const std::size_t offset = number * part;
            return copy_part(source, offset, std::min(size - offset, part));
        });
        co_await finish();
    }

private:
    ss::future<> copy_part(const std::string& source, std::size_t offset, std::size_t length);
    ss::future<> finish();
    std::vector<std::string> tags_;
};
