// CASE: one thread of the desk tells all listeners, from a queue
// TU-SET: good.cpp
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

struct telegram {
    int kind = 0;
    std::string text;
};

class line {
public:
    bool receive(telegram& into);
};

class desk {
public:
    using listener = std::function<void(const telegram&)>;
    desk() : teller_([this] { tell(); }) {}
    ~desk() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_one();
        teller_.join();
    }
    void subscribe(int kind, listener one) {
        std::lock_guard hold(m_);
        listeners_.emplace(kind, std::move(one));
    }
    void work(line& from) {
        telegram news;
        while (from.receive(news)) {
            std::lock_guard hold(m_);
            const auto [begin, end] = listeners_.equal_range(news.kind);
            for (auto one = begin; one != end; ++one)
                calls_.push_back([call = one->second, news] { call(news); });
            more_.notify_one();
        }
    }

private:
    void tell() {
        for (;;) {
            std::function<void()> call;
            {
                std::unique_lock hold(m_);
                more_.wait(hold, [this] { return stop_ || !calls_.empty(); });
                if (calls_.empty())
                    return;
                call = std::move(calls_.front());
                calls_.pop_front();
            }
            call();
        }
    }

    std::mutex m_;
    std::condition_variable more_;
    std::multimap<int, listener> listeners_;
    std::deque<std::function<void()>> calls_;
    bool stop_ = false;
    std::thread teller_;
};
