// CASE: the answers are collected, and a continuation looks at them
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <string>
#include <utility>
#include <vector>

class signpost_socket {
public:
    folly::SemiFuture<int> request(std::string change);

    folly::SemiFuture<int> add(const std::vector<std::string>& roads) {
        std::vector<folly::SemiFuture<int>> pending;
        pending.reserve(roads.size());
        for (const std::string& road : roads)
            pending.push_back(request("add " + road));
        return folly::collectAll(std::move(pending)).deferValue([](std::vector<folly::Try<int>> answers) {
            for (auto& one : answers)
                if (one.hasException() || one.value() != 0)
                    return -1;
            return 0;
        });
    }
};

class signposts {
public:
    explicit signposts(folly::EventBase& evb) : evb_(evb) {}

    folly::Future<int> add(std::vector<std::string> roads) {
        return folly::via(&evb_, [this, roads = std::move(roads)] { return socket_.add(roads); });
    }

private:
    folly::EventBase& evb_;
    signpost_socket socket_;
};
