// CASE: the thread of a courier holds no reference: the courier waits for it in its end
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

class courier {
public:
    ~courier() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_all();
        if (thread_.joinable())
            thread_.join();
    }
    void begin() {
        thread_ = std::thread([this] {
            while (!stopped())
                deliver_next();
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
    bool stopped() {
        std::lock_guard hold(m_);
        return stop_;
    }
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
