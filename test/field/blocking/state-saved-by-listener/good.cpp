// TU-SET: good.cpp state.cpp
// CASE: a thread of its own writes the state whenever somebody asks for it
#include "state.hpp"
#include <folly/io/async/EventBase.h>
#include <condition_variable>
#include <mutex>
#include <thread>

class listener {
public:
    explicit listener(folly::EventBase& events) : events_(events), saver_([this] { save_when_asked(); }) {}
    ~listener() {
        {
            std::lock_guard hold(m_);
            stopping_ = true;
        }
        asked_.notify_one();
        saver_.join();
    }

    void add_watch(std::string path) {
        events_.runInEventBaseThread([this, path = std::move(path)]() mutable {
            {
                std::lock_guard hold(m_);
                watches_.push_back(std::move(path));
                dirty_ = true;
            }
            asked_.notify_one();
        });
    }

private:
    void save_when_asked() {
        std::unique_lock hold(m_);
        while (!stopping_) {
            asked_.wait(hold, [this] { return dirty_ || stopping_; });
            if (!dirty_)
                continue;
            dirty_ = false;
            const auto copy = watches_;
            hold.unlock();
            save_state(file_, copy);
            hold.lock();
        }
    }

    folly::EventBase& events_;
    std::string file_;
    std::mutex m_;
    std::condition_variable asked_;
    std::vector<std::string> watches_;
    bool dirty_ = false;
    bool stopping_ = false;
    std::thread saver_;
};
