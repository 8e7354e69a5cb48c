// The gate is closed on that way as well.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace fair {

seastar::future<> sell(std::string stall);
seastar::future<bool> bandPlays();

void complain(std::exception_ptr e);

seastar::future<int> openFair(std::vector<std::string> stalls) {
    seastar::gate visitors;
    for (auto& stall : stalls) {
        (void)seastar::with_gate(visitors, [stall] { return sell(stall).handle_exception([](std::exception_ptr e) { complain(e); }); });
    }
    if (!co_await bandPlays()) {
        co_await visitors.close();
        co_return 0;
    }
    co_await seastar::sleep(std::chrono::hours(6));
    co_await visitors.close();
    co_return static_cast<int>(stalls.size());
}

}  // namespace fair
