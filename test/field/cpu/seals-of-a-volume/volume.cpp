#include "volume.hpp"

bool sealed_by(EVP_PKEY* key, const deed& one) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    const bool ok = EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key) == 1 &&
                    EVP_DigestVerify(context, one.seal.data(), one.seal.size(),
                                     reinterpret_cast<const unsigned char*>(one.text.data()), one.text.size()) == 1;
    EVP_MD_CTX_free(context);
    return ok;
}
