// CASE: a handle takes over the work of another one by a chain on the event base, and lets go of the chain's future.
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace parcels {

struct Receipt { int code = 0; };
struct Parcel {
    void settle(const Receipt& receipt);
    bool lost = false;
};
folly::SemiFuture<std::vector<Receipt>> deliver(std::shared_ptr<Parcel> parcel);

class Van {
public:
    explicit Van(folly::EventBase* road) : road_(road) {}

    void takeOver(std::shared_ptr<Parcel> old, std::shared_ptr<Parcel> fresh) {
        auto pending = deliver(std::move(old));
        std::move(pending).via(road_).thenValue([fresh](std::vector<Receipt> receipts) {  // EXPECT: unawaited-task|discarded-future
            for (const auto& r : receipts) {
                fresh->settle(r);
            }
        });
    }

    folly::Future<folly::Unit> carry(std::shared_ptr<Parcel> parcel) {
        return deliver(parcel).via(road_).thenValue([parcel](std::vector<Receipt> receipts) {
            parcel->lost = receipts.empty();
        });
    }

private:
    folly::EventBase* road_;
};

} // namespace parcels
