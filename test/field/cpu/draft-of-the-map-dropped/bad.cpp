// CASE: all parts of a map are cleared bit by bit, but the draft of the next one dies in one go
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace ss = seastar;

struct draft {
    std::unordered_map<std::string, std::map<std::int64_t, std::vector<std::string>>> owners;
    std::vector<std::int64_t> marks;
};

class atlas {
public:
    ss::future<> clear_gently() {
        while (!marks_.empty()) {
            marks_.erase(marks_.begin());
            co_await ss::coroutine::maybe_yield();
        }
        next_.reset();  // EXPECT: cpu-loop-on-executor
        co_return;
    }

private:
    std::map<std::int64_t, std::string> marks_;
    std::unique_ptr<draft> next_;
};
