#include "packer.hpp"

void packer::put(std::size_t number) {
    while (number >= 0x80) {
        bytes_.push_back(static_cast<char>(number | 0x80));
        number >>= 7;
    }
    bytes_.push_back(static_cast<char>(number));
}

void packer::put(const std::string& text) {
    put(text.size());
    bytes_ += text;
}
