// CASE: a letter is queued to the loop with the plain object, which dies when its last owner lets it go.
#include <trantor/net/EventLoop.h>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace post {

class Line : public std::enable_shared_from_this<Line> {
public:
    explicit Line(trantor::EventLoop* loop) : loop_(loop) {}

    void send(std::string text) {
        auto letter = std::make_shared<std::string>(std::move(text));
        std::lock_guard<std::mutex> guard(mutex_);
        ++open_;
        loop_->queueInLoop([this, letter] {  // EXPECT: detached-captures-local|dangling-this
            write(*letter);
            std::lock_guard<std::mutex> again(mutex_);
            --open_;
        });
    }

    void hangUp() {
        loop_->queueInLoop([self = shared_from_this()] { self->closed_ = true; });
    }

private:
    void write(const std::string& letter);
    trantor::EventLoop* loop_;
    std::mutex mutex_;
    std::size_t open_ = 0;
    bool closed_ = false;
};

void call(trantor::EventLoop* loop) {
    auto line = std::make_shared<Line>(loop);
    line->send("hello");
    line->hangUp();
}

}  // namespace post
