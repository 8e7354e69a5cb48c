// CASE: the parts of a large object are copied one after the other, though each is a request of its own
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace ss = seastar;

class parcel_copy {
public:
    ss::future<> copy(std::string source, std::size_t size) {
        std::size_t part = 5 * 1024 * 1024;
        for (std::size_t offset = 0; offset < size; offset += part) {  // EXPECT-ALT: await-in-loop
            part = std::min(size - offset, part);
            co_await copy_part(source, offset, part);  // EXPECT-HINT: await-in-loop
        }
        co_await finish();
    }

private:
    ss::future<> copy_part(const std::string& source, std::size_t offset, std::size_t length);
    ss::future<> finish();
    std::vector<std::string> tags_;
};
