#pragma once
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>

namespace hotel {

struct Room { int beds = 0; bool root = false; };

class House {
public:
    void removeRoom(const std::string& name);
    int beds() const;

    mutable std::shared_mutex lock;
    std::map<std::string, Room> rooms;
};

void tellStaff(const std::string& name);

} // namespace hotel
