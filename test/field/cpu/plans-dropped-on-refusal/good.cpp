// CASE: the twin drops one plan after the other, with a pause after each
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/smp.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct plan {
    std::string quarter;
    std::map<std::string, std::vector<std::string>> houses;
};

class council {
public:
    ss::future<> vote() {
        std::exception_ptr refused;
        try {
            co_await ask_all();
        } catch (...) {
            refused = std::current_exception();
        }
        if (!refused)
            co_return;
        co_await ss::smp::invoke_on_all([this]() -> ss::future<> {
            auto& mine = pending_[ss::this_shard_id()];
            while (!mine.empty()) {
                mine.erase(mine.begin());
                co_await ss::coroutine::maybe_yield();
            }
            co_await note_refusal();
        });
        std::rethrow_exception(refused);
    }

private:
    ss::future<> ask_all();
    ss::future<> note_refusal();
    std::vector<std::map<int, plan>> pending_;
};
