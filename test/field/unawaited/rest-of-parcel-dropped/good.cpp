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
        rest_.push_back(std::move(pending).via(road_).thenValue([fresh](std::vector<Receipt> receipts) {
            for (const auto& r : receipts) {
                fresh->settle(r);
            }
        }));
    }

    folly::SemiFuture<std::vector<folly::Try<folly::Unit>>> stop() { return folly::collectAll(std::move(rest_)); }

private:
    folly::EventBase* road_;
    std::vector<folly::Future<folly::Unit>> rest_;
};

} // namespace parcels
