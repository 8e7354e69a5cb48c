// CASE: a watchman looks at a door again and again; the abort of his nap is caught like any error, and the round goes on.
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <exception>
#include <string>

namespace watch {

using namespace std::chrono_literals;
seastar::future<> look_at(const std::string& door);
void note(const std::string& text);

class Watchman {
public:
    explicit Watchman(seastar::abort_source& as) : as_(as) {}

    seastar::future<> watch(std::string door) {
        while (on_duty_) {
            try {
                co_await look_at(door);
                co_await seastar::sleep_abortable(2s, as_);
            } catch (...) {  // EXPECT: swallowed-cancellation
                note("door " + door + " cannot be seen");
            }
        }
    }
    void dismiss() { on_duty_ = false; }

private:
    seastar::abort_source& as_;
    bool on_duty_ = true;
};

}  // namespace watch
