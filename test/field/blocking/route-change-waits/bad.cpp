// CASE: a job on the event base asks for several changes, and waits there until all of them are acknowledged
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

class signpost_socket {
public:
    folly::SemiFuture<int> request(std::string change);

    int add(const std::vector<std::string>& roads) {
        std::vector<folly::SemiFuture<int>> pending;
        pending.reserve(roads.size());
        for (const std::string& road : roads)
            pending.push_back(request("add " + road));
        return status_of(std::move(pending));
    }

private:
    static int status_of(std::vector<folly::SemiFuture<int>> pending) {
        auto all = folly::collectAll(std::move(pending));
        all.wait();
        for (auto& one : std::move(all).get())
            if (one.hasException() || one.value() != 0)
                return -1;
        return 0;
    }
};

class signposts {
public:
    explicit signposts(folly::EventBase& evb) : evb_(evb) {}

    folly::Future<folly::Unit> add(std::vector<std::string> roads) {
        folly::Promise<folly::Unit> promise;
        auto future = promise.getFuture();
        evb_.runInEventBaseThread([this, p = std::move(promise), roads = std::move(roads)]() mutable {
            const int rc = socket_.add(roads);  // EXPECT: blocking-wait
            if (rc == 0)
                p.setValue(folly::unit);
            else
                p.setException(folly::exception_wrapper::of(rc));
        });
        return future;
    }

private:
    folly::EventBase& evb_;
    signpost_socket socket_;
};
