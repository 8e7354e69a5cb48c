#pragma once
#include <openssl/evp.h>
#include <array>
#include <vector>

class greeting {
public:
    bool agree(const std::array<unsigned char, 64>& theirs);

private:
    EVP_PKEY* own_ = nullptr;
    std::vector<unsigned char> secret_;
};
