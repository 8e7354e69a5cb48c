// The wait ends with the stop.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

namespace mill {

void grind(const std::string& sack);

class Mill {
public:
    Mill() : miller_([this](std::stop_token stop) { work(std::move(stop)); }) {}

    void bring(std::string sack) {
        {
            std::lock_guard lock(mutex_);
            sacks_.push_back(std::move(sack));
        }
        brought_.notify_one();
    }

private:
    void work(std::stop_token stop) {
        for (;;) {
            std::unique_lock lock(mutex_);
            if (!brought_.wait(lock, stop, [this] { return !sacks_.empty(); })) {
                return;
            }
            std::string sack = std::move(sacks_.front());
            sacks_.pop_front();
            lock.unlock();
            grind(sack);
        }
    }

    std::mutex mutex_;
    std::condition_variable_any brought_;
    std::deque<std::string> sacks_;
    std::jthread miller_;
};

}  // namespace mill
