// The listeners are copied in that lambda, and told behind it.
#include <folly/Synchronized.h>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace square {

struct Fountain {
    int litres = 0;
    std::vector<std::function<void(int)>> listeners;
};

class Square {
public:
    void listen(std::function<void(int)> listener) {
        fountain_.withWLock([&](Fountain& fountain) { fountain.listeners.push_back(std::move(listener)); });
    }

    void fill(int litres) {
        auto [now, listeners] = fountain_.withWLock([litres](Fountain& fountain) {
            fountain.litres += litres;
            return std::make_pair(fountain.litres, fountain.listeners);
        });
        for (const auto& listener : listeners) {
            listener(now);
        }
    }

    int litres() const {
        return fountain_.withRLock([](const Fountain& fountain) { return fountain.litres; });
    }

private:
    folly::Synchronized<Fountain> fountain_;
};

}  // namespace square
