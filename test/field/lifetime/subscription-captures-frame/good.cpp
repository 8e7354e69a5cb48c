#include <folly/executors/IOThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

namespace river {

struct Level { std::string gauge; double metres = 0; };

class Feed {
public:
    folly::Future<Level> next(folly::EventBase* evb);
    folly::Future<folly::Unit> closed();
};

class Watch {
public:
    explicit Watch(folly::EventBase& evb) : evb_(evb) {}

    folly::Future<folly::Unit> follow(std::shared_ptr<Feed> feed, std::string river, double limit) {
        int alarms = 0;
        return feed->next(&evb_)
            .thenValue([this, river, limit, alarms](Level l) mutable {
                if (l.metres > limit) {
                    ++alarms;
                    raise(river + "/" + l.gauge, l.metres);
                }
                std::printf("%s: %d alarms\n", river.c_str(), alarms);
            })
            .thenError([river](folly::exception_wrapper e) {
                std::fprintf(stderr, "%s: %s\n", river.c_str(), e.what().c_str());
                return folly::unit;
            });
    }

    // Waited for before the frame goes away: the references hold.
    double highest(Feed& feed, int count) {
        double top = 0;
        for (int i = 0; i < count; ++i) {
            feed.next(&evb_).thenValue([&](Level l) { top = std::max(top, l.metres); }).wait();
        }
        return top;
    }

private:
    void raise(const std::string& where, double metres);

    folly::EventBase& evb_;
};

} // namespace river
