// CASE: the table is emptied one store at a time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace ss = seastar;

struct shelf {
    std::map<std::string, std::vector<std::string>> books;
};

class library {
public:
    ss::future<> stop() {
        co_await gate_.close();
        co_await ss::max_concurrent_for_each(shelves_, 64, [this](auto& one) { return put_away(one.first); });
        while (!shelves_.empty()) {
            shelves_.erase(shelves_.begin());
            co_await ss::coroutine::maybe_yield();
        }
    }

private:
    ss::future<> put_away(int number);
    ss::gate gate_;
    std::unordered_map<int, shelf> shelves_;
};
