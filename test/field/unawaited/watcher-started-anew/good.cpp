#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <optional>
#include <stdexcept>
#include <utility>

namespace lighthouse {

class keeper {
public:
    void open() {
        if (watching_) {
            throw std::logic_error("open already");
        }
        open_ = true;
        watching_.emplace(watch());
    }

    seastar::future<> close() {
        auto last = std::exchange(watching_, std::nullopt);
        if (!last) {
            return seastar::make_ready_future<>();
        }
        open_ = false;
        changed_.signal();
        return std::move(*last);
    }

    seastar::future<> stop() { return close(); }

private:
    seastar::future<> watch() {
        while (open_) {
            co_await changed_.wait();
            ++rounds_;
        }
    }

    seastar::condition_variable changed_;
    std::optional<seastar::future<>> watching_;
    bool open_ = false;
    int rounds_ = 0;
};

} // namespace lighthouse
