#pragma once
#include <string>
#include <vector>

class packer {
public:
    void put(std::size_t number);
    void put(const std::string& text);
    std::string bytes() && { return std::move(bytes_); }

private:
    std::string bytes_;
};
