// CASE: every reel that a reader asks for is fetched at once, and nothing limits how many are under way
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

class reel_store {
public:
    void warm_up(std::vector<std::string> names) {
        for (auto& name : names)
            (void)ss::with_gate(open_, [this, name = std::move(name)]() mutable {  // EXPECT: unbounded-spawn
                return bring(std::move(name)).handle_exception([this](std::exception_ptr) { complain(); });
            });
    }

private:
    ss::future<> bring(std::string name) {
        const std::string data = co_await download(name);
        co_await keep(std::move(name), data);
    }
    ss::future<std::string> download(const std::string& name);
    ss::future<> keep(std::string name, std::string data);
    void complain() noexcept;

    ss::gate open_;
    ss::semaphore lines_{8};
};
