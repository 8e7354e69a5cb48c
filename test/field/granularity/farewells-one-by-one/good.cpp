// CASE: all others at the same time, at most sixteen
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <set>
#include <string>

namespace ss = seastar;

ss::future<> send_farewell(std::string to, std::string from, int generation);
void complain(const std::string& about);

class member {
public:
    ss::future<> leave() {
        const int generation = generation_;
        auto others = others_;
        co_await ss::max_concurrent_for_each(others, 16, [this, generation](const std::string& other) {
            return send_farewell(other, name_, generation).handle_exception([other](std::exception_ptr) { complain(other); });
        });
        co_await ss::sleep(std::chrono::seconds(2));
    }

private:
    std::string name_;
    int generation_ = 0;
    std::set<std::string> others_;
};
