// TU-SET: bad.cpp house.cpp
// CASE: the service takes the house's lock before a method of another file that takes the same lock itself.
#include "house.hpp"

#include <stdexcept>

namespace hotel {

class Service {
public:
    explicit Service(House& house) : house_(&house) {}

    void onRemove(const std::string& name) {
        if (house_->rooms.empty()) {
            throw std::runtime_error("no rooms");
        }
        {
            std::unique_lock wl(house_->lock);
            house_->removeRoom(name);  // EXPECT: blocking-under-lock|callout-under-lock
        }
        ++calls_;
    }

    void onRename(const std::string& from, const std::string& to) {
        std::unique_lock wl(house_->lock);
        auto node = house_->rooms.extract(from);
        node.key() = to;
        house_->rooms.insert(std::move(node));
        free_ = house_->beds();  // EXPECT: blocking-under-lock|callout-under-lock
    }

private:
    House* house_;
    int calls_ = 0, free_ = 0;
};

} // namespace hotel
