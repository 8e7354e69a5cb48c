#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace press {

using folly::coro::Task;
struct Page { int number = 0; std::string text; };
using Proof = std::function<Task<Page>(Page)>;

Task<Page> layout(Page p);
Task<void> plate(Page p);

Task<void> printOne(Page page, Proof proof, bool glossy) {
    auto work = [](Page p, Proof check, bool shiny) -> Task<void> {
        Page checked = co_await check(co_await layout(std::move(p)));
        co_await plate(shiny ? std::move(checked) : Page{checked.number, "matt"});
    }(std::move(page), std::move(proof), glossy);
    co_await std::move(work);
}

std::vector<Task<void>> plan(const std::vector<Page>& pages) {
    std::vector<Task<void>> out;
    for (const Page& p : pages) {
        out.push_back(folly::coro::co_invoke([p]() -> Task<void> { co_await plate(co_await layout(p)); }));
    }
    return out;
}

// The named closure outlives the await.
Task<int> countProofs(std::vector<Page> pages, Proof proof) {
    int n = 0;
    auto one = [&n, &proof](Page p) -> Task<void> {
        co_await proof(std::move(p));
        ++n;
    };
    for (auto& p : pages) {
        co_await one(std::move(p));
    }
    co_return n;
}

// Awaited within the full expression that holds the closure.
void printNow(Page page, bool glossy) {
    folly::coro::blockingWait([&]() -> Task<void> {
        co_await plate(glossy ? std::move(page) : Page{page.number, "matt"});
    }());
}

} // namespace press
