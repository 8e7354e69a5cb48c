// CASE: a retry coroutine refers to its callable; the closure is a temporary and the future is awaited later.
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/when_all.hh>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace moving {

using namespace std::chrono_literals;
enum class code { ok, busy, gone };
seastar::future<code> load(std::string crate, int truck);
seastar::future<code> unload(std::string crate);

template <typename Attempt>
seastar::future<code> repeat_until_ok(seastar::abort_source& as, Attempt&& attempt) {  // EXPECT-ALT: dangling-parameter
    for (;;) {
        const code c = co_await attempt();
        if (c != code::busy) {
            co_return c;
        }
        co_await seastar::sleep_abortable(100ms, as);
    }
}

class move_job {
public:
    seastar::future<std::vector<code>> run(std::vector<std::string> crates, int truck) {
        std::vector<seastar::future<code>> running;
        for (auto& crate : crates) {
            auto one = repeat_until_ok(as_, [crate, truck] { return load(crate, truck); });  // EXPECT: dangling-parameter
            running.push_back(std::move(one));
        }
        co_return co_await seastar::when_all_succeed(std::move(running));
    }

    seastar::future<code> empty(std::string crate) {
        return repeat_until_ok(as_, [crate] { return unload(crate); });  // EXPECT: dangling-parameter
    }

    // The closure lives until the end of the full expression, and the await is a part of it.
    seastar::future<bool> empty_now(std::string crate) {
        const code c = co_await repeat_until_ok(as_, [&crate] { return unload(crate); });
        co_return c == code::ok;
    }

    void stop() { as_.request_abort(); }

private:
    seastar::abort_source as_;
};

} // namespace moving
