// TU-SET: good.cpp house.cpp
#include "house.hpp"

#include <stdexcept>

namespace hotel {

class Service {
public:
    Service(House& house, House& annexe) : house_(&house), annexe_(&annexe) {}

    void onRemove(const std::string& name) {
        if (house_->rooms.empty()) {
            throw std::runtime_error("no rooms");
        }
        house_->removeRoom(name);
        ++calls_;
    }

    void onRename(const std::string& from, const std::string& to) {
        std::unique_lock wl(house_->lock);
        auto node = house_->rooms.extract(from);
        node.key() = to;
        house_->rooms.insert(std::move(node));
        wl.unlock();
        free_ = house_->beds();
    }

    // Another house has another lock.
    void onMove(const std::string& name) {
        std::unique_lock wl(annexe_->lock);
        annexe_->rooms[name] = {};
        house_->removeRoom(name);
    }

private:
    House *house_, *annexe_;
    int calls_ = 0, free_ = 0;
};

} // namespace hotel
