// CASE: all gauges are printed while the lock of the board is held; the reading of a gauge is a callback of its owner.
#include <functional>
#include <map>
#include <mutex>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace gauges {

class Board {
public:
    using Reading = std::function<long()>;

    void show(std::string name, Reading reading) {
        std::lock_guard lock(mutex_);
        readings_[std::move(name)] = std::move(reading);
    }
    void hide(const std::string& name) {
        std::lock_guard lock(mutex_);
        readings_.erase(name);
    }

    void print(std::ostream& out) {
        std::lock_guard lock(mutex_);
        for (const auto& [name, reading] : readings_) {
            out << name << ": " << reading() << '\n';  // EXPECT: callout-under-lock
        }
    }

private:
    std::mutex mutex_;
    std::map<std::string, Reading> readings_;
};

}  // namespace gauges
