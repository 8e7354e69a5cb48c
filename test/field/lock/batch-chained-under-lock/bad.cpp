// CASE: a continuation is attached inline while the mutex is held that it takes: a ready future runs it at once.
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
        std::lock_guard<std::mutex> l(mutex_);
        const int id = next_++;
        auto milled = std::move(sacks)
                          .via(&folly::InlineExecutor::instance())
                          .thenValue([self = shared_from_this()](std::vector<Flour> flour) {  // EXPECT: callout-under-lock|blocking-under-lock
                              std::lock_guard<std::mutex> again(self->mutex_);
                              self->wakeLocked();
                              return flour;
                          })
                          .semi();  // EXPECT-ALT: callout-under-lock
        pending_.emplace_back(id, std::move(milled));
    }

private:
    void wakeLocked();
    std::mutex mutex_;
    int next_ = 0;
    std::vector<std::pair<int, folly::SemiFuture<std::vector<Flour>>>> pending_;
};

} // namespace mill
