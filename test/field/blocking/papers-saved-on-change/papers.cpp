#include "papers.hpp"
#include <fstream>

void papers::renew(unsigned version) {
    bytes_.assign(512, static_cast<char>(version));
}

bool papers::save(const std::string& path) const {
    std::ofstream out(path, std::ios::binary);
    if (!out)
        return false;
    out.write(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
    return out.good();
}
