#include "badge.hpp"
#include <crypt.h>
#include <cstring>
#include <memory>

namespace badge {
namespace {
std::string hashed(const std::string& secret, const std::string& salt) {
    auto scratch = std::make_unique<crypt_data>();
    std::memset(scratch.get(), 0, sizeof(crypt_data));
    const char* out = crypt_r(secret.c_str(), salt.c_str(), scratch.get());
    return out ? out : "";
}
}  // namespace

bool opens(const entry& badge, const std::string& typed) { return hashed(typed, badge.hash) == badge.hash; }
}  // namespace badge
