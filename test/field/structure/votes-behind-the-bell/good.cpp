// CASE (corrected): a gate holds the vote, and the stop closes it.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
#include <exception>
#include <vector>

namespace jury {

seastar::future<bool> ask(int juror);

class Jury {
public:
    void on_bell() {
        (void)seastar::with_gate(background_, [this] {
            return seastar::with_semaphore(one_, 1, [this] { return vote(); });
        }).handle_exception([](std::exception_ptr) {});
    }

    seastar::future<> stop() {
        ringing_ = false;
        return background_.close();
    }

private:
    seastar::future<> vote() {
        for (int juror : jurors_) {
            if (!ringing_) {
                co_return;
            }
            yes_ += co_await ask(juror) ? 1 : 0;
        }
    }

    seastar::semaphore one_{1};
    seastar::gate background_;
    std::vector<int> jurors_;
    bool ringing_ = true;
    int yes_ = 0;
};

}  // namespace jury
