// CASE: closing a segment frees all cached pages of all files in one go, in a continuation
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <map>
#include <string>
#include <utility>

namespace ss = seastar;

class album {
public:
    ss::future<> flush();
    ss::future<> close() {
        co_await flush();
        pages_.clear();  // EXPECT: cpu-loop-on-executor
    }

private:
    std::map<std::string, std::map<int, std::string>> pages_;
};
