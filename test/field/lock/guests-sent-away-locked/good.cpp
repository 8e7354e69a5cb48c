// CASE (corrected): they are taken from the list first, and sent away when the lock is free.
// TU-SET: good.cpp Guest.cpp
#include "House.h"

namespace house {

void House::welcome(Guest* guest) {
    std::lock_guard<std::mutex> guard(mutex_);
    guests_[guest->id()] = guest;
}

void House::forget(int id) {
    std::lock_guard<std::mutex> guard(mutex_);
    guests_.erase(id);
}

void House::sendAway(std::size_t count) {
    std::vector<Guest*> leaving;
    {
        std::lock_guard<std::mutex> guard(mutex_);
        while (count > leaving.size() && !guests_.empty()) {
            leaving.push_back(guests_.begin()->second);
            guests_.erase(guests_.begin());
        }
    }
    for (Guest* guest : leaving) {
        guest->leave();
    }
}

}  // namespace house
