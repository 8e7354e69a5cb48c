// CASE: an own handle keeps the mutex of a tower locked; the watchmen are called through the handle.
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tower {

template <typename T> class Guarded {
public:
    class Handle {
    public:
        Handle(std::mutex& mutex, T& value) : lock_(mutex), value_(value) {}
        T* operator->() { return &value_; }
        T& operator*() { return value_; }

    private:
        std::unique_lock<std::mutex> lock_;
        T& value_;
    };

    Handle lock() { return Handle(mutex_, value_); }

private:
    std::mutex mutex_;
    T value_;
};

class Watchman {
public:
    virtual ~Watchman() = default;
    virtual void onSmoke(const std::string& street) = 0;
};

class Tower {
public:
    void post(std::shared_ptr<Watchman> watchman) { watchmen_.lock()->push_back(std::move(watchman)); }

    void smoke(const std::string& street) {
        auto held = watchmen_.lock();
        for (auto& watchman : *held) {
            watchman->onSmoke(street);  // EXPECT: callout-under-lock
        }
    }

private:
    Guarded<std::vector<std::shared_ptr<Watchman>>> watchmen_;
};

}  // namespace tower
