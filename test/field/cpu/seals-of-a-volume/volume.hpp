#pragma once
#include <openssl/evp.h>
#include <string>
#include <vector>

struct deed {
    std::string text;
    std::vector<unsigned char> seal;
};
struct volume {
    std::vector<deed> deeds;
};

bool sealed_by(EVP_PKEY* key, const deed& one);
