// CASE: a handler of a loop uses the synchronous form of a client that lives on the same loop
#include <trantor/net/EventLoop.h>
#include <functional>
#include <future>
#include <string>
#include <utility>

class librarian {
public:
    using found = std::function<void(bool, const std::string&)>;
    explicit librarian(trantor::EventLoop* loop) : loop_(loop) {}

    void ask(const std::string& title, found done) {
        loop_->queueInLoop([title, done = std::move(done)] { done(!title.empty(), "shelf of " + title); });
    }
    std::pair<bool, std::string> ask(const std::string& title) {
        std::promise<std::pair<bool, std::string>> answer;
        auto result = answer.get_future();
        ask(title, [&answer](bool there, const std::string& place) { answer.set_value({there, place}); });
        return result.get();
    }

private:
    trantor::EventLoop* loop_;
};

class reading_room {
public:
    explicit reading_room(trantor::EventLoop* loop) : loop_(loop), librarian_(loop) {}

    void order(std::string title) {
        loop_->runInLoop([this, title = std::move(title)] {
            const auto [there, place] = librarian_.ask(title);  // EXPECT: blocking-wait
            if (there)
                bring(place);
        });
    }

private:
    void bring(const std::string& place);
    trantor::EventLoop* loop_;
    librarian librarian_;
};
