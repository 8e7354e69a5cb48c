// CASE: the loop takes a permit before each start, and the task keeps it until it is done
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
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
            auto permit = co_await ss::get_units(permits_, 1);
            std::optional<std::string> parcel = take();
            if (!parcel)
                break;
            (void)send(std::move(*parcel), std::move(hold), std::move(permit));
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
    ss::future<> send(std::string parcel, ss::gate::holder hold, ss::semaphore_units permit) {
        try {
            co_await upload(parcel);
        } catch (...) {
            failed_ = std::current_exception();
        }
    }
    ss::future<> upload(const std::string& parcel);

    ss::semaphore permits_{16};
    std::deque<std::string> parcels_;
    std::exception_ptr failed_;
};
