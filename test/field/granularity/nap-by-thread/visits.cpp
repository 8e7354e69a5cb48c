#include "later.hpp"
#include <string>
#include <vector>

std::vector<folly::SemiFuture<folly::Unit>> plan(const std::vector<std::string>& visitors) {
    std::vector<folly::SemiFuture<folly::Unit>> all;
    for (std::size_t i = 0; i < visitors.size(); ++i)
        all.push_back(after(std::chrono::milliseconds(20 * i)));
    return all;
}
