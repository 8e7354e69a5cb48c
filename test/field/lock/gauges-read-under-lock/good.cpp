// CASE (corrected): the gauges are copied under the lock and asked behind it.
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
        std::vector<std::pair<std::string, Reading>> all;
        {
            std::lock_guard lock(mutex_);
            all.assign(readings_.begin(), readings_.end());
        }
        for (const auto& [name, reading] : all) {
            out << name << ": " << reading() << '\n';
        }
    }

private:
    std::mutex mutex_;
    std::map<std::string, Reading> readings_;
};

}  // namespace gauges
