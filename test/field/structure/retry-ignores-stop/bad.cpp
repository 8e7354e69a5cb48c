// CASE: a scan gets the means to be stopped, and its inner retry loop neither looks at it nor sleeps in a way that ends.
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

seastar::future<> scan(std::string box, seastar::abort_source& as) {  // EXPECT-ALT: ignored-stop-token
    for (bool last = false; !last;) {  // EXPECT: ignored-stop-token
        std::optional<page> p;
        while (!(p = co_await fetch(box))) {  // EXPECT-ALT: ignored-stop-token
            std::printf("%s timed out\n", box.c_str());
            co_await seastar::sleep(1s);
        }
        last = p->last;
        co_await shred(std::move(p->expired));
    }
}

class janitor {
public:
    janitor() : sweeper_([this](std::stop_token stop) { sweep(stop); }) {}

private:
    void sweep(std::stop_token stop) {  // EXPECT-ALT: ignored-stop-token
        for (;;) {  // EXPECT: ignored-stop-token
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, 1s, [this] { return dust_ > 100; });
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
