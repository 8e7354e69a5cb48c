// CASE: entries are applied until one fails; the stop asks the abort source, which the loop never looks at.
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <chrono>

namespace ledger {

seastar::future<bool> apply_next();

class Ledger {
public:
    void start() {
        (void)seastar::with_gate(gate_, [this] { return run(); }).handle_exception([](std::exception_ptr) {});
    }
    seastar::future<> stop() {
        as_.request_abort();
        co_await gate_.close();
    }

private:
    seastar::future<> run() {
        while (!failed_) {  // EXPECT: ignored-stop-token
            failed_ = !co_await apply_next();
            co_await seastar::sleep(std::chrono::milliseconds(20));
        }
    }

    seastar::abort_source as_;
    seastar::gate gate_;
    bool failed_ = false;
};

}  // namespace ledger
