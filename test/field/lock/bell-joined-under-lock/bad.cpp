// CASE: a bell is removed and its thread joined while the lock is held that the thread takes in every round.
#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace tower {

class Tower {
public:
    void hang(const std::string& name) {
        std::lock_guard lock(mutex_);
        auto& bell = bells_[name];
        bell = std::make_unique<Bell>();
        bell->ringer = std::thread([this, b = bell.get()] { ring(*b); });
    }

    bool takeDown(const std::string& name) {
        std::lock_guard lock(mutex_);
        auto it = bells_.find(name);
        if (it == bells_.end()) {
            return false;
        }
        it->second->stop = true;
        it->second->ringer.join();  // EXPECT: blocking-under-lock
        bells_.erase(it);
        return true;
    }

private:
    struct Bell {
        std::thread ringer;
        std::atomic<bool> stop = false;
    };
    void ring(Bell& bell) {
        while (!bell.stop) {
            {
                std::lock_guard lock(mutex_);
                ++strokes_;
            }
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    }

    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Bell>> bells_;
    long strokes_ = 0;
};

} // namespace tower
