#pragma once
#include <cstdint>
#include <string>
#include <trantor/net/InetAddress.h>

namespace names {
/// Fills in the address of a host; false when it has none.
bool look_up(const std::string& host, trantor::InetAddress& into);
}  // namespace names
