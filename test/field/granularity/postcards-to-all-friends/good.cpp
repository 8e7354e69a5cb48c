// CASE: at most sixteen postcards are on their way at the same time
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <string>
#include <utility>
#include <vector>

struct postcard {
    std::string picture;
    std::string text;
};

folly::coro::Task<std::vector<std::string>> friends_of(std::string traveller);

class post_office {
public:
    folly::coro::Task<void> send_all(std::string traveller, postcard card) {
        const std::vector<std::string> friends = co_await friends_of(std::move(traveller));
        std::vector<folly::coro::Task<bool>> sending;
        sending.reserve(friends.size());
        for (const std::string& one : friends)
            sending.push_back(send(one, card));
        const std::vector<bool> done = co_await folly::coro::collectAllWindowed(std::move(sending), 16);
        for (const bool one : done)
            lost_ += one ? 0 : 1;
    }

private:
    folly::coro::Task<bool> send(std::string to, postcard card);
    std::size_t lost_ = 0;
};
