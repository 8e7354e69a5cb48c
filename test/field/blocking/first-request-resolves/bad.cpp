// TU-SET: bad.cpp lib.cpp
// CASE: the first request of a client resolves its host on the event loop, two calls and a file away
#include "names.hpp"
#include <trantor/net/EventLoop.h>
#include <functional>
#include <memory>
#include <queue>
#include <string>

class postman : public std::enable_shared_from_this<postman> {
public:
    using answer = std::function<void(bool, const std::string&)>;

    postman(trantor::EventLoop* loop, std::string host) : loop_(loop), host_(std::move(host)) {}

    void send(std::string letter, answer done) {
        loop_->runInLoop([self = shared_from_this(), letter = std::move(letter), done = std::move(done)] {
            self->send_in_loop(letter, done);  // EXPECT: blocking-network-io
        });
    }

private:
    void send_in_loop(const std::string& letter, const answer& done) {
        loop_->assertInLoopThread();
        if (server_.isUnspecified() && !names::look_up(host_, server_)) {
            done(false, "no such host");
            return;
        }
        waiting_.push(letter);
        deliver(done);
    }
    void deliver(const answer& done);

    trantor::EventLoop* loop_;
    std::string host_;
    trantor::InetAddress server_;
    std::queue<std::string> waiting_;
};
