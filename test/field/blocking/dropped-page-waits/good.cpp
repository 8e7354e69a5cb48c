// CASE: the load owns what it needs, and nobody waits for it when its page is dropped
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <memory>
#include <string>
#include <utility>

struct page_bytes {
    std::string text;
};

class page {
public:
    explicit page(folly::SemiFuture<page_bytes> load) : load_(std::move(load)) {}
    ~page() { load_.cancel(); }
    bool wanted() const;

private:
    folly::SemiFuture<page_bytes> load_;
};

folly::SemiFuture<page_bytes> begin_load(int number);
folly::coro::Task<int> next_number();

folly::coro::Task<void> turn_pages() {
    for (;;) {
        const int number = co_await next_number();
        if (number < 0)
            break;
        page ahead(begin_load(number));
        if (ahead.wanted())
            co_await next_number();
    }
}
