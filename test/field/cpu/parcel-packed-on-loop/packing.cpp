#include "packing.hpp"
#include <zstd.h>

std::string packed(const std::string& plain, int level) {
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t used = ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), level);
    out.resize(ZSTD_isError(used) ? 0 : used);
    return out;
}
