// CASE: the next stage is a continuation of the steps, and no thread waits
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
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

    folly::Future<folly::Unit> start() {
        std::vector<folly::Future<folly::Unit>> steps;
        for (partition& part : parts_)
            steps.push_back(folly::via(workers_, [&part] { place_rows(part); }));
        return folly::collectAll(std::move(steps)).via(workers_).thenValue([this](auto&&) { open(); });
    }

private:
    void open();
    folly::CPUThreadPoolExecutor* workers_;
    std::vector<partition> parts_;
};
