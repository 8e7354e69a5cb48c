// CASE: 'open' starts the watching fiber again while the one of last time may still end: only the newest is waited for.
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <utility>

namespace lighthouse {

class keeper {
public:
    void open() {
        open_ = true;
        watching_ = watch();  // EXPECT: task-not-awaited-on-path|unawaited-task
    }

    void close() {
        open_ = false;
        changed_.signal();
    }

    seastar::future<> stop() {
        close();
        return std::move(watching_);
    }

private:
    seastar::future<> watch() {
        while (open_) {
            co_await changed_.wait();
            ++rounds_;
        }
    }

    seastar::condition_variable changed_;
    seastar::future<> watching_ = seastar::make_ready_future<>();
    bool open_ = false;
    int rounds_ = 0;
};

} // namespace lighthouse
