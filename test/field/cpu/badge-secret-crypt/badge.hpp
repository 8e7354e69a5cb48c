#pragma once
#include <string>

namespace badge {
struct entry {
    std::string holder;
    std::string hash;
};
/// Compares a typed secret with the stored hash of a badge.
bool opens(const entry& badge, const std::string& typed);
}  // namespace badge
