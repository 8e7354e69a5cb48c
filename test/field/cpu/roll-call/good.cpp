// CASE: one club for each turn of the loop
#include <trantor/net/EventLoop.h>
#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct club {
    std::string name;
    bool leads = false;
    std::string last_heard;
};

class roll_call {
public:
    explicit roll_call(trantor::EventLoop* loop) : loop_(loop) {
        loop_->runEvery(0.5, [this] { greet(0); });
    }

private:
    void greet(std::size_t index) {
        if (index >= clubs_.size())
            return;
        const auto& c = clubs_[index];
        if (c->leads)
            send(c->last_heard, c->name);
        loop_->queueInLoop([this, index] { greet(index + 1); });
    }
    void send(const std::string& address, std::string line);

    trantor::EventLoop* loop_;
    std::vector<std::shared_ptr<club>> clubs_;
};
