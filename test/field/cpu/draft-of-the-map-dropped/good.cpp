// CASE: the tables of the draft are emptied one by one before it dies
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
        while (next_ && !next_->owners.empty()) {
            next_->owners.erase(next_->owners.begin());
            co_await ss::coroutine::maybe_yield();
        }
        next_.reset();
    }

private:
    std::map<std::int64_t, std::string> marks_;
    std::unique_ptr<draft> next_;
};
