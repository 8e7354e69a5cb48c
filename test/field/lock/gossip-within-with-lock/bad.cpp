// CASE: the listeners of a fountain are told in the lambda that the lock is held for.
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
        fountain_.withWLock([litres](Fountain& fountain) {
            fountain.litres += litres;
            for (const auto& listener : fountain.listeners) {
                listener(fountain.litres);  // EXPECT: callout-under-lock
            }
        });
    }

    int litres() const {
        return fountain_.withRLock([](const Fountain& fountain) { return fountain.litres; });
    }

private:
    folly::Synchronized<Fountain> fountain_;
};

}  // namespace square
