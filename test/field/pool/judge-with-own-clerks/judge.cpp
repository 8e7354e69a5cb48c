#include "judge.hpp"
#include <folly/futures/Future.h>
#include <utility>

folly::coro::Task<verdict> judge::hear(std::string text) {
    co_return co_await folly::via(&clerks_, [this, text = std::move(text)] { return weigh(law_, text); });
}
