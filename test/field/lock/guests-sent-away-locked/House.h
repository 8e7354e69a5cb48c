// Guests and the house that lists them.
#pragma once
#include <cstddef>
#include <map>
#include <mutex>
#include <vector>

namespace house {

class House;

class Guest {
public:
    Guest(House& house, int id) : house_(house), id_(id) {}
    void leave();
    int id() const { return id_; }

private:
    House& house_;
    const int id_;
};

class House {
public:
    void welcome(Guest* guest);
    void forget(int id);
    void sendAway(std::size_t count);

private:
    std::mutex mutex_;
    std::map<int, Guest*> guests_;
};

}  // namespace house
