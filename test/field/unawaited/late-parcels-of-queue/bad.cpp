// CASE: a parcel is put on the belt once there is room; the future of that is cast away, so a failed wait loses the parcel.
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
        (void)room_.wait(1).then([this, parcel = std::move(parcel)]() mutable {  // EXPECT: unawaited-task|discarded-future
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
