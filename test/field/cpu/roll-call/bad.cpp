// CASE: a half-second timer of the event loop collects greetings for all members of all clubs
#include <trantor/net/EventLoop.h>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

struct member {
    std::string address;
    std::chrono::steady_clock::time_point heard;
};

struct club {
    std::string name;
    bool leads = false;
    std::unordered_map<std::string, member> members;
};

class roll_call {
public:
    explicit roll_call(trantor::EventLoop* loop) : loop_(loop) {
        loop_->runEvery(0.5, [this] {
            for (auto& [address, lines] : greetings())  // EXPECT: cpu-loop-on-executor
                send(address, std::move(lines));
        });
    }

private:
    std::unordered_map<std::string, std::vector<std::string>> greetings() const {
        std::unordered_map<std::string, std::vector<std::string>> by_address;
        const auto late = std::chrono::steady_clock::now() - std::chrono::milliseconds(500);
        for (const auto& c : clubs_) {
            if (!c->leads)
                continue;
            for (const auto& [name, m] : c->members) {
                if (m.heard > late)
                    continue;
                by_address[m.address].push_back(c->name + "/" + name);
            }
        }
        return by_address;
    }
    void send(const std::string& address, std::vector<std::string> lines);

    trantor::EventLoop* loop_;
    std::vector<std::shared_ptr<club>> clubs_;
};
