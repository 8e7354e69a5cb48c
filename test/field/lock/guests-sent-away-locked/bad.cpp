// CASE: guests are sent away under the lock of the house, which forgetting a guest takes again.
// TU-SET: bad.cpp Guest.cpp
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
    std::lock_guard<std::mutex> guard(mutex_);
    while (count > 0 && !guests_.empty()) {
        Guest* guest = guests_.begin()->second;
        guests_.erase(guests_.begin());
        guest->leave();  // EXPECT: blocking-under-lock
        --count;
    }
}

}  // namespace house
