// TU-SET: good.cpp visits.cpp
// CASE: the timer of the library counts the time
#include "later.hpp"

folly::SemiFuture<folly::Unit> after(std::chrono::milliseconds pause) {
    return folly::futures::sleep(pause);
}
