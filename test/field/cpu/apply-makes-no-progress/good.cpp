// CASE: an applier that fails is called again after a pause
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <cstdint>
#include <exception>
#include <vector>

namespace ss = seastar;

struct entry {
    std::int64_t offset = 0;
};

class machine {
public:
    ss::future<> apply_in_background() {
        while (!stop_.abort_requested()) {
            try {
                next_ = apply(log_) + 1;
            } catch (const std::exception& e) {
                complain(e.what());
            }
            co_await ss::sleep_abortable(std::chrono::milliseconds(100), stop_);
        }
    }

private:
    std::int64_t apply(const std::vector<entry>& log);
    void complain(const char* why);
    ss::abort_source& stop_;
    std::vector<entry> log_;
    std::int64_t next_ = 0;
};
