// CASE: handlers use the form with a callback; the synchronous one is for the console thread
#include <trantor/net/EventLoop.h>
#include <cstdio>
#include <functional>
#include <future>
#include <string>
#include <thread>
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
            librarian_.ask(title, [this](bool there, const std::string& place) {
                if (there)
                    bring(place);
            });
        });
    }
    std::thread console() {
        return std::thread([this] {
            const auto answer = librarian_.ask("Almanac");
            std::printf("%s\n", answer.second.c_str());
        });
    }

private:
    void bring(const std::string& place);
    trantor::EventLoop* loop_;
    librarian librarian_;
};
