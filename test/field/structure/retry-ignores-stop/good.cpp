#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace archive {

using namespace std::chrono_literals;
struct page { std::vector<std::string> expired; bool last = false; };

seastar::future<std::optional<page>> fetch(std::string box);
seastar::future<> shred(std::vector<std::string> names);

seastar::future<> scan(std::string box, seastar::abort_source& as) {
    for (bool last = false; !last;) {
        std::optional<page> p;
        while (!(p = co_await fetch(box))) {
            std::printf("%s timed out\n", box.c_str());
            co_await seastar::sleep_abortable(1s, as);
        }
        last = p->last;
        co_await shred(std::move(p->expired));
    }
}

class janitor {
public:
    janitor() : sweeper_([this](std::stop_token stop) { sweep(stop); }) {}

private:
    void sweep(std::stop_token stop) {
        while (!stop.stop_requested()) {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stop, 1s, [this] { return dust_ > 100; });
            dust_ = 0;
        }
    }

    std::mutex mutex_;
    std::condition_variable_any changed_;
    int dust_ = 0;
    std::jthread sweeper_;
};

// The token is looked at by the one who is called with it.
seastar::future<> scan_all(std::vector<std::string> boxes, seastar::abort_source& as) {
    for (auto& box : boxes) {
        co_await scan(std::move(box), as);
    }
}

} // namespace archive
