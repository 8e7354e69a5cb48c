// CASE: a post hands a letter to its subscribers under the shared lock; a subscriber runs its user's function, who may unsubscribe.
// TU-SET: bad.cpp subscriber.cpp
#include "subscriber.hpp"
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace post {

class Post {
public:
    void add(std::uint64_t id, std::weak_ptr<Subscriber> subscriber) {
        std::unique_lock<std::shared_timed_mutex> lock(mutex_);
        subscribers_[id] = std::move(subscriber);
    }

    void remove(std::uint64_t id) {
        std::unique_lock<std::shared_timed_mutex> lock(mutex_);
        subscribers_.erase(id);
    }

    void publish(const std::shared_ptr<const Letter>& letter) {
        std::shared_lock<std::shared_timed_mutex> lock(mutex_);
        for (const auto& [id, weak] : subscribers_) {
            if (auto subscriber = weak.lock()) {
                subscriber->provide(letter);  // EXPECT: callout-under-lock|blocking-under-lock
            }
        }
    }

private:
    std::shared_timed_mutex mutex_;
    std::map<std::uint64_t, std::weak_ptr<Subscriber>> subscribers_;
};

}  // namespace post
