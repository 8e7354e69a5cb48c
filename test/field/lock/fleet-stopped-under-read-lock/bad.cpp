// CASE: all ships are stopped while the list of ships is locked for reading; stopping one takes it out of the list.
#include <folly/Synchronized.h>
#include <memory>
#include <string>
#include <unordered_map>

namespace fleet {

class Ship;
folly::Synchronized<std::unordered_map<std::string, std::shared_ptr<Ship>>> ships;

class Ship : public std::enable_shared_from_this<Ship> {
public:
    explicit Ship(std::string name) : name_(std::move(name)) {}
    bool stop() {
        if (stopped_) {
            return false;
        }
        stopped_ = true;
        ships.wlock()->erase(name_);
        return true;
    }
    void signal();

private:
    std::string name_;
    bool stopped_ = false;
};

void stopAll() {
    auto all = ships.rlock();
    for (const auto& [name, ship] : *all) {
        if (!ship->stop()) {  // EXPECT: blocking-under-lock|callout-under-lock
            ship->signal();
        }
    }
}

} // namespace fleet
