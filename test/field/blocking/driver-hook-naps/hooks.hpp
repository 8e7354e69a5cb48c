#pragma once
#include <cstdint>
#include <string>

namespace ferry {
/// Connects, and tries again after a pause when the harbour is full.
bool dock(const std::string& harbour, unsigned attempts);
}  // namespace ferry
