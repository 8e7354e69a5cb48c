#include <folly/futures/Future.h>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace mill {

struct Flour { int grams = 0; };

class Shift : public std::enable_shared_from_this<Shift> {
public:
    void add(folly::SemiFuture<std::vector<Flour>> sacks) {
        auto milled = std::move(sacks)
                          .via(&folly::InlineExecutor::instance())
                          .thenValue([self = shared_from_this()](std::vector<Flour> flour) {
                              std::lock_guard<std::mutex> again(self->mutex_);
                              self->wakeLocked();
                              return flour;
                          })
                          .semi();
        std::lock_guard<std::mutex> l(mutex_);
        pending_.emplace_back(next_++, std::move(milled));
    }

private:
    void wakeLocked();
    std::mutex mutex_;
    int next_ = 0;
    std::vector<std::pair<int, folly::SemiFuture<std::vector<Flour>>>> pending_;
};

} // namespace mill
