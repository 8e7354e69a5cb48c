// RUN: %check %s
// The model of heavy computation, on the real headers of zlib and OpenSSL. The rules that speak of it are not there yet:
// nothing may be said, and nothing of this blocks for a file or a peer.
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <zlib.h>

#include <task.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

home::task<int> compresses(Bytef *to, uLongf size, const Bytef *from) {
  compress(to, &size, from, 4096);  // expect: heavy-call-on-executor
  co_return uncompress(to, &size, from, 4096);  // expect: heavy-call-on-executor
}
home::task<int> hashes(const std::string &text, unsigned char *out) {
  SHA256(reinterpret_cast<const unsigned char *>(text.data()), text.size(), out);  // expect: heavy-call-on-executor
  co_return PKCS5_PBKDF2_HMAC(text.data(), 8, out, 8, 100000, EVP_sha256(), 32, out);  // expect: heavy-call-on-executor
}
home::task<> makesAKey(RSA *key, BIGNUM *exponent) {
  RSA_generate_key_ex(key, 4096, exponent, nullptr);  // expect: heavy-call-on-executor
  co_return;
}
home::task<bool> checksASeal(EVP_MD_CTX *seal, const unsigned char *given, std::size_t length) {
  co_return EVP_DigestVerifyFinal(seal, given, length) == 1;  // expect: heavy-call-on-executor: large numbers
}
home::task<bool> seals(EVP_MD_CTX *seal, unsigned char *to, std::size_t &length) {
  if (EVP_DigestSignFinal(seal, nullptr, &length) != 1) co_return false;
  co_return EVP_DigestSignFinal(seal, to, &length) == 1;  // expect: heavy-call-on-executor: large numbers
}
home::task<bool> matches(const std::string &text) { co_return std::regex_match(text, std::regex("(a+)+b")); }  // expect: heavy-call-on-executor
home::task<> sorts(std::vector<int> &values) {
  std::sort(values.begin(), values.end());  // expect: heavy-call-on-executor
  co_return;
}

int main() {}
