// CASE (corrected): an abort ends the watch.
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
            } catch (const seastar::sleep_aborted&) {
                co_return;
            } catch (...) {
                if (as_.abort_requested()) {
                    co_return;
                }
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
