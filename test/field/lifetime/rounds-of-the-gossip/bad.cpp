// CASE: a round ends with a continuation that arms the next one, by a reference to the local period.
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
#include <chrono>
#include <functional>
#include <set>
#include <string>

namespace village {

using Clock = std::chrono::steady_clock;

class Alarm {
public:
    explicit Alarm(std::function<void()> ring);
    void arm(Clock::duration in);
    void cancel();
};

class Gossip {
public:
    Gossip() : alarm_([this] { round(); }) {}

    void start() { alarm_.arm(std::chrono::seconds(1)); }

private:
    void round() {
        std::chrono::milliseconds period = awake_.empty() ? std::chrono::seconds(5) : std::chrono::seconds(1);
        if (!enabled_) {
            alarm_.arm(period);
            return;
        }
        (void)seastar::async([this] {
            for (const std::string& one : awake_) {
                visit(one).get();
            }
        }).handle_exception([](std::exception_ptr) {
        }).then([&] { alarm_.arm(period); });  // EXPECT: detached-captures-local
    }

    seastar::future<> visit(const std::string& one);

    Alarm alarm_;
    bool enabled_ = true;
    std::set<std::string> awake_;
};

} // namespace village
