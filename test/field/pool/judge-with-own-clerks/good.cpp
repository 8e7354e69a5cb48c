// CASE: the court has one pool of clerks, and lends it to each judge
#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <string>
#include <utility>
#include <vector>

struct law_book {
    std::vector<std::string> laws;
};

struct verdict {
    bool guilty = false;
    std::string reason;
};

verdict weigh(const law_book& law, const std::string& text);
folly::coro::Task<law_book> open_law(std::string year);
folly::coro::Task<void> answer(int plea, verdict said);

class judge {
public:
    judge(folly::CPUThreadPoolExecutor& clerks, const law_book& law, int plea) : clerks_(clerks), law_(law), plea_(plea) {}
    folly::coro::Task<verdict> hear(std::string text) {
        co_return co_await folly::via(&clerks_, [this, text = std::move(text)] { return weigh(law_, text); });
    }

private:
    folly::CPUThreadPoolExecutor& clerks_;
    const law_book& law_;
    int plea_;
};

class court {
public:
    explicit court(std::size_t clerks) : clerks_(clerks) {}

    folly::coro::Task<void> handle(int plea, std::string text, std::string year) {
        law_book law = co_await open_law(year);
        judge one{clerks_, law, plea};
        const verdict said = co_await one.hear(std::move(text));
        co_await answer(plea, said);
    }

private:
    folly::CPUThreadPoolExecutor clerks_;
};
