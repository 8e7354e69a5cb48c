// CASE (corrected): a failed wait is told to the parcel itself, and the rest cannot fail.
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>
#include <deque>
#include <exception>
#include <memory>
#include <utility>

namespace belt {

class Parcel {
public:
    void give_up(std::exception_ptr e) noexcept;
    int weight = 0;
};

class Belt {
public:
    void put(std::unique_ptr<Parcel> parcel) {
        (void)room_.wait(1).then_wrapped([this, parcel = std::move(parcel)](seastar::future<> f) mutable {
            if (f.failed()) {
                parcel->give_up(f.get_exception());
                return;
            }
            waiting_.push_back(std::move(parcel));
        });
    }

    std::unique_ptr<Parcel> take() {
        auto first = std::move(waiting_.front());
        waiting_.pop_front();
        room_.signal(1);
        return first;
    }

private:
    seastar::semaphore room_{16};
    std::deque<std::unique_ptr<Parcel>> waiting_;
};

}  // namespace belt
