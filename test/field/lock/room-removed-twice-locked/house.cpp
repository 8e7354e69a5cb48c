#include "house.hpp"

namespace hotel {

void House::removeRoom(const std::string& name) {
    {
        std::unique_lock own(lock);
        rooms.erase(name);
    }
    tellStaff(name);
}

int House::beds() const {
    std::shared_lock own(lock);
    int sum = 0;
    for (const auto& [name, room] : rooms) {
        sum += room.beds;
    }
    return sum;
}

} // namespace hotel
