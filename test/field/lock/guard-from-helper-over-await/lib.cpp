#include "agency.hpp"

namespace travel {

std::unique_lock<std::mutex> agency::lock_table() {
    std::unique_lock<std::mutex> guard(mutex_);
    ++taken_;
    return guard;
}

} // namespace travel
