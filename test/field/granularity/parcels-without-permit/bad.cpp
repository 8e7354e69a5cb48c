// CASE: the loop starts sending as long as there are parcels; it pauses to let others run, but never for the parcels
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <deque>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace ss = seastar;

class dispatcher {
public:
    ss::future<> run() {
        ss::gate under_way;
        while (!failed_) {
            auto hold = under_way.hold();
            std::optional<std::string> parcel = take();
            if (!parcel)
                break;
            (void)send(std::move(*parcel), std::move(hold));  // EXPECT: unbounded-spawn
            co_await ss::coroutine::maybe_yield();
        }
        co_await under_way.close();
        if (failed_)
            std::rethrow_exception(failed_);
    }

private:
    std::optional<std::string> take() {
        if (parcels_.empty())
            return std::nullopt;
        std::string parcel = std::move(parcels_.front());
        parcels_.pop_front();
        return parcel;
    }
    ss::future<> send(std::string parcel, ss::gate::holder hold) {
        try {
            co_await upload(parcel);
        } catch (...) {
            failed_ = std::current_exception();
        }
    }
    ss::future<> upload(const std::string& parcel);

    std::deque<std::string> parcels_;
    std::exception_ptr failed_;
};
