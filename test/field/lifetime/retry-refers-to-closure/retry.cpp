#include "retry.hpp"

namespace tram {

using namespace std::chrono_literals;

seastar::future<> timetable::with_retry(std::function<seastar::future<>()> attempt) {
    for (int left = 5; left > 0; --left) {
        bool done = true;
        try {
            co_await attempt();
        } catch (const std::exception&) {
            done = left == 1;
        }
        if (done) {
            co_return;
        }
        co_await seastar::sleep(10ms);
    }
}

} // namespace tram
