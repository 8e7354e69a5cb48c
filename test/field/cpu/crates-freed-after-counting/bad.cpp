// CASE: crates are entered one by one with pauses in between, and then all of them die at once at the end
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct sender {
    std::string name;
    std::string street;
};

struct crate {
    std::shared_ptr<const sender> from;
    std::vector<std::string> goods;
};

struct entry {
    std::string sender;
    std::vector<std::string> goods;
};

class counting_house {
public:
    ss::future<std::list<entry>> enter(std::list<crate> crates) {
        std::list<entry> book;
        for (crate& one : crates) {  // EXPECT-ALT: cpu-loop-on-executor
            book.push_back({one.from->name, std::move(one.goods)});
            co_await ss::coroutine::maybe_yield();
        }
        co_return book;  // EXPECT: cpu-loop-on-executor
    }
};
