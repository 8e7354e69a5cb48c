// CASE: the twin takes each crate off the list before it enters it, so that it dies with its own round
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
        while (!crates.empty()) {
            crate one = std::move(crates.front());
            crates.pop_front();
            book.push_back({one.from->name, std::move(one.goods)});
            co_await ss::coroutine::maybe_yield();
        }
        co_return book;
    }
};
