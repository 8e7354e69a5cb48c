// RUN: %check %s heavy-call-on-executor
// Heavy library calls over data of unknown size where others wait for the thread; and small ones, and moved ones.
#include <asio.hpp>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <task.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <regex>
#include <string>
#include <thread>
#include <vector>

namespace direct {

home::task<std::string> compresses(std::string page) {
  uLongf size = compressBound(page.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef *>(out.data()), &size, reinterpret_cast<const Bytef *>(page.data()), page.size(), 9);  // expect: heavy-call-on-executor: 'compress2'
  co_return out;
}
home::task<bool> checksPassword(std::string password, const unsigned char *salt) {
  std::array<unsigned char, 32> key{};
  PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt, 16, 600'000, EVP_sha256(), 32, key.data());  // expect: heavy-call-on-executor
  co_return key[0] == 0;
}
home::task<bool> agreesOnAKey(EVP_PKEY_CTX *own, unsigned char *secret, std::size_t length) {
  co_return EVP_PKEY_derive(own, secret, &length) == 1;  // expect: heavy-call-on-executor: large numbers
}
home::task<bool> asksForTheLength(EVP_PKEY_CTX *own, std::size_t &length) {
  co_return EVP_PKEY_derive(own, nullptr, &length) == 1;
}
home::task<std::size_t> parses(std::string body) {
  const auto document = nlohmann::json::parse(body);  // expect: heavy-call-on-executor: length of the text
  co_return document.size();
}
home::task<std::size_t> parsesALiteral() {
  const auto document = nlohmann::json::parse(R"({"ok": true})");
  co_return document.size();
}
home::task<bool> matches(std::string text) {
  static const std::regex mail("(.+)@(.+)\\.(.+)");
  co_return std::regex_match(text, mail);  // expect: heavy-call-on-executor
}
home::task<void> hashes(const std::vector<unsigned char> &file, unsigned char *digest) {
  SHA256(file.data(), file.size(), digest);  // expect: heavy-call-on-executor
  co_return;
}
home::task<void> hashesAKey(unsigned char *digest) {
  std::array<unsigned char, 32> key{};
  SHA256(key.data(), key.size(), digest);
  co_return;
}
home::task<void> hashesAHead(const unsigned char *head, unsigned char *digest) {
  SHA256(head, 64, digest);
  co_return;
}

}  // namespace direct

namespace sorting {

struct Ranking {
  std::vector<std::pair<int, std::string>> all;

  home::task<void> sorts() {
    std::sort(all.begin(), all.end());  // expect: heavy-call-on-executor: length of the range
    co_return;
  }
  home::task<void> sortsWhatItCollects() {
    std::vector<int> points;
    for (const auto &[score, name] : all) points.push_back(score);
    std::ranges::sort(points);  // expect: heavy-call-on-executor
    co_return;
  }
  home::task<void> sortsAFew() {
    std::vector<int> few{3, 1, 2};
    std::sort(few.begin(), few.end());
    std::array<int, 8> eight{};
    std::sort(eight.begin(), eight.end());
    co_return;
  }
};

// What each message adds to, and nobody takes from, is sorted for longer and longer.
struct Delays {
  asio::steady_timer messages, seconds;
  std::vector<double> all, recent;

  void listens() {
    messages.async_wait([this](std::error_code) {
      all.push_back(1);
      recent.push_back(1);
      listens();
    });
  }
  void shows() {
    seconds.async_wait([this](std::error_code) {
      std::vector<double> sorted = all;
      std::sort(sorted.begin(), sorted.end());  // expect: heavy-call-on-executor: each event adds to 'all'
      std::sort(recent.begin(), recent.end());  // expect: heavy-call-on-executor: (the time depends on the length of the range)
      recent.clear();
    });
  }
};

}  // namespace sorting

namespace through {

static std::string pack(const std::string &page) {
  uLongf size = compressBound(page.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef *>(out.data()), &size, reinterpret_cast<const Bytef *>(page.data()), page.size());
  return out;
}
struct Packer {
  virtual ~Packer() = default;
  virtual std::string operator()(const std::string &page) { return pack(page); }
};

asio::awaitable<std::string> helper(std::string page) {
  co_return pack(page);  // expect: heavy-call-on-executor: pack
}
asio::awaitable<std::string> aMember(Packer &packer, std::string page) {
  co_return packer(page);  // expect: heavy-call-on-executor
}
std::string plain(const std::string &page) { return pack(page); }

asio::awaitable<std::string> onAPool(asio::thread_pool &pool, std::string page) {
  co_return co_await asio::co_spawn(pool, [&]() -> asio::awaitable<std::string> { co_return pack(page); }, asio::use_awaitable);
}
asio::awaitable<std::string> afterAHop(asio::thread_pool &pool, std::string page) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  co_return pack(page);
}
void handler(asio::io_context &io, std::string &page) {
  asio::post(io, [&page] {
    page = pack(page);  // expect: heavy-call-on-executor
  });
}
void task(asio::thread_pool &pool, std::string &page) {
  asio::post(pool, [&page] { page = pack(page); });
}
void thread(std::string &page) {
  std::thread([&page] { page = pack(page); }).join();
}

}  // namespace through

namespace snappy {
void RawCompress(const char *input, std::size_t length, char *output, std::size_t *written);
}

namespace packets {

// Fast, and as long as what there is to pack: a packet is small. That is a note at most.
home::task<std::size_t> packs(std::string packet, char *out) {
  std::size_t written = 0;
  snappy::RawCompress(packet.data(), packet.size(), out, &written);  // expect: heavy-call-on-executor: the time depends on the length
  co_return written;
}

}  // namespace packets
