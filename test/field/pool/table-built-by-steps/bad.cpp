// CASE: an operator runs on the executor of its query, gives the steps of its table to that executor, and waits for them
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <memory>
#include <utility>
#include <vector>

struct partition {
    std::vector<long> rows;
    std::vector<long> slots;
};

void place_rows(partition& part);

class seating {
public:
    explicit seating(folly::CPUThreadPoolExecutor* workers) : workers_(workers) {}

    void start() {
        workers_->add([this] { build(); });
    }

private:
    void build() {
        std::vector<folly::Future<folly::Unit>> steps;
        for (partition& part : parts_)
            steps.push_back(folly::via(workers_, [&part] { place_rows(part); }));
        for (auto& step : steps)
            std::move(step).get();  // EXPECT: pool-self-wait
    }

    folly::CPUThreadPoolExecutor* workers_;
    std::vector<partition> parts_;
};
