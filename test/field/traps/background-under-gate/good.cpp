// Futures that nobody awaits on the spot: a gate counts them, an error handler ends them, or the next step is chained on.
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace mailroom {

struct letter { std::string to; };
seastar::future<> carry(letter l);
void note_failure(std::exception_ptr e);

class office {
public:
    // Counted by the gate, bounded by the permits, and its error is heard.
    seastar::future<> accept(letter l) {
        auto permit = co_await seastar::get_units(permits_, 1);
        (void)seastar::try_with_gate(gate_, [l = std::move(l), permit = std::move(permit)]() mutable {
            return carry(std::move(l)).handle_exception([](std::exception_ptr e) {
                note_failure(std::move(e));
            }).finally([permit = std::move(permit)] {});
        });
    }

    // The background fiber is a member that 'stop' waits for.
    void start() { ticking_ = tick(); }

    seastar::future<> stop() {
        as_.request_abort();
        auto closed = gate_.close();
        co_await std::exchange(ticking_, seastar::make_ready_future<>());
        co_await std::move(closed);
    }

    // Serialised: each letter goes behind the one before it.
    seastar::future<> in_order(letter l) {
        tail_ = std::exchange(tail_, seastar::make_ready_future<>()).then([l = std::move(l)]() mutable {
            return carry(std::move(l));
        });
        return seastar::make_ready_future<>();
    }

    seastar::future<> drain() { return std::exchange(tail_, seastar::make_ready_future<>()); }

private:
    seastar::future<> tick() {
        auto holder = gate_.hold();
        try {
            while (!as_.abort_requested()) {
                co_await seastar::sleep_abortable(std::chrono::seconds(1), as_);
                ++ticks_;
            }
        } catch (const seastar::sleep_aborted&) {
            // the normal end of this fiber, and nothing comes after it
        }
    }

    seastar::gate gate_;
    seastar::abort_source as_;
    seastar::semaphore permits_{16};
    seastar::future<> ticking_ = seastar::make_ready_future<>();
    seastar::future<> tail_ = seastar::make_ready_future<>();
    unsigned ticks_ = 0;
};

} // namespace mailroom
