// CASE: an owner on another thread joins, and who runs on the thread itself only asks it to stop
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

class scribe {
public:
    scribe() : thread_([this] { write(); }) {}
    ~scribe() {
        request_stop();
        if (thread_.get_id() == std::this_thread::get_id())
            thread_.detach();
        else
            thread_.join();
    }
    void give(std::function<void()> letter) {
        {
            std::lock_guard hold(m_);
            letters_.push_back(std::move(letter));
        }
        more_.notify_one();
    }
    void request_stop() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_one();
    }

private:
    void write() {
        std::unique_lock hold(m_);
        while (!stop_) {
            more_.wait(hold, [this] { return stop_ || !letters_.empty(); });
            while (!letters_.empty()) {
                auto letter = std::move(letters_.front());
                letters_.pop_front();
                hold.unlock();
                letter();
                hold.lock();
            }
        }
    }
    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> letters_;
    bool stop_ = false;
    std::thread thread_;
};

class office {
public:
    void close_after(std::function<void()> last) {
        scribe_.give([this, last = std::move(last)] {
            last();
            scribe_.request_stop();
        });
    }

private:
    scribe scribe_;
};
