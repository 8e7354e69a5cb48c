// CASE: a lighthouse sends its signal to all ships while it holds the lock that a ship takes when it sails away at that signal.
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coast {

template <typename... Args> class Signal {
public:
    using Slot = std::function<void(Args...)>;

    std::size_t connect(Slot slot) {
        std::lock_guard<std::mutex> guard{mutex_};
        slots_.emplace(++last_, std::move(slot));
        return last_;
    }

    void disconnect(std::size_t id) {
        std::lock_guard<std::mutex> guard{mutex_};
        slots_.erase(id);
    }

    template <typename... Given> void operator()(Given&&... given) const {
        std::lock_guard<std::mutex> guard{mutex_};
        for (const auto& slot : slots_) {
            slot.second(given...);  // EXPECT: callout-under-lock
        }
    }

private:
    mutable std::mutex mutex_;
    std::size_t last_ = 0;
    std::unordered_map<std::size_t, Slot> slots_;
};

class Ship {
public:
    explicit Ship(Signal<int>& signal) : signal_(signal) {
        id_ = signal_.connect([this](int flashes) {
            if (flashes > 3) {
                signal_.disconnect(id_);
            }
        });
    }

private:
    Signal<int>& signal_;
    std::size_t id_ = 0;
};

void storm(Signal<int>& signal) { signal(5); }

}  // namespace coast
