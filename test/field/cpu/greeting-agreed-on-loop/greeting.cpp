#include "greeting.hpp"

bool greeting::agree(const std::array<unsigned char, 64>& theirs) {
    EVP_PKEY* peer = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, theirs.data(), 32);
    if (!peer)
        return false;
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(own_, nullptr);
    std::size_t length = 32;
    secret_.resize(length);
    const bool ok = EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, peer) == 1 &&
                    EVP_PKEY_derive(context, secret_.data(), &length) == 1;
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(peer);
    return ok;
}
