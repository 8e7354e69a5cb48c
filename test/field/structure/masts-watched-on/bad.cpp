// CASE: the end of the masts sets a flag, and their watchers go on in an object that may be gone.
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace weather {

folly::coro::Task<std::string> measure(int mast);

class Masts {
public:
    explicit Masts(std::vector<int> masts) : masts_(std::move(masts)) {}
    ~Masts() { end();
    }

    void begin() {
        for (int mast : masts_) {
            folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), watch(mast)).start();  // EXPECT: detached-task|unawaited-task|discarded-future
        }
    }
    void end() { over_ = true; }

private:
    folly::coro::Task<void> watch(int mast) {
        while (!over_) {
            last_ = co_await measure(mast);
            co_await folly::coro::sleep(std::chrono::seconds(5));
        }
    }

    std::vector<int> masts_;
    std::vector<folly::SemiFuture<folly::Unit>> watching_;
    std::string last_;
    bool over_ = false;
};

}  // namespace weather
