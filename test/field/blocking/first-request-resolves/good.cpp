// CASE: the resolver calls back when it knows the address
#include <trantor/net/EventLoop.h>
#include <trantor/net/Resolver.h>
#include <functional>
#include <memory>
#include <queue>
#include <string>

class postman : public std::enable_shared_from_this<postman> {
public:
    using answer = std::function<void(bool, const std::string&)>;

    postman(trantor::EventLoop* loop, std::string host)
        : loop_(loop), resolver_(trantor::Resolver::newResolver(loop)), host_(std::move(host)) {}

    void send(std::string letter, answer done) {
        loop_->runInLoop([self = shared_from_this(), letter = std::move(letter), done = std::move(done)] {
            self->send_in_loop(letter, done);
        });
    }

private:
    void send_in_loop(const std::string& letter, const answer& done) {
        loop_->assertInLoopThread();
        waiting_.push(letter);
        if (!server_.isUnspecified()) {
            deliver(done);
            return;
        }
        resolver_->resolve(host_, [self = shared_from_this(), done](const trantor::InetAddress& address) {
            self->loop_->runInLoop([self, done, address] {
                self->server_ = address;
                self->deliver(done);
            });
        });
    }
    void deliver(const answer& done);

    trantor::EventLoop* loop_;
    std::shared_ptr<trantor::Resolver> resolver_;
    std::string host_;
    trantor::InetAddress server_;
    std::queue<std::string> waiting_;
};
