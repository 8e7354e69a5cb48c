#include "pages.hpp"

namespace audit {

OpenPage Pages::open(int number) {
    std::unique_lock<std::mutex> lock(mutex_);
    auto& lines = pages_[number];
    return OpenPage(std::move(lock), lines);
}

}  // namespace audit
