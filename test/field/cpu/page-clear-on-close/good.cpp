// CASE: the pages go file by file, with a preemption point between two of them
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <map>
#include <string>
#include <utility>

namespace ss = seastar;

class album {
public:
    ss::future<> flush();
    ss::future<> close() {
        co_await flush();
        while (!pages_.empty()) {
            pages_.erase(pages_.begin());
            co_await ss::coroutine::maybe_yield();
        }
    }

private:
    std::map<std::string, std::map<int, std::string>> pages_;
};
