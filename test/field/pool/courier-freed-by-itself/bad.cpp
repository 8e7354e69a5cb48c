// CASE: the thread of a courier takes a strong reference for each letter, which may be the last one; the end joins
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

class courier : public std::enable_shared_from_this<courier> {
public:
    ~courier() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_all();
        if (thread_.joinable())
            thread_.join();  // EXPECT-ALT: self-join
    }
    void begin() {
        thread_ = std::thread([weak = weak_from_this()] {  // EXPECT: self-join
            while (auto self = weak.lock())
                self->deliver_next();
        });
    }
    void take(std::string letter) {
        {
            std::lock_guard hold(m_);
            letters_.push_back(std::move(letter));
        }
        more_.notify_one();
    }

private:
    void deliver_next() {
        std::unique_lock hold(m_);
        if (!more_.wait_for(hold, std::chrono::seconds(1), [this] { return stop_ || !letters_.empty(); }) || stop_)
            return;
        std::string letter = std::move(letters_.front());
        letters_.pop_front();
        hold.unlock();
        deliver(letter);
    }
    void deliver(const std::string& letter);

    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::string> letters_;
    bool stop_ = false;
    std::thread thread_;
};
