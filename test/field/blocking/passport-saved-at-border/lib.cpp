#include "passport.hpp"
#include <fstream>

std::vector<char> passport::encoded() const {
    std::vector<char> bytes(holder.begin(), holder.end());
    for (const std::string& visa : visas)
        bytes.insert(bytes.end(), visa.begin(), visa.end());
    return bytes;
}

void passport::save(const std::filesystem::path& file, const std::vector<char>& bytes) {
    std::ofstream out(file, std::ofstream::binary | std::ofstream::trunc);
    if (!out.is_open())
        return;
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}
