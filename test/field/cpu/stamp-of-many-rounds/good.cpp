// CASE: the mixing is a coroutine, and lets others run after each round
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace ss = seastar;

using stamp = std::array<std::uint64_t, 8>;

static void mix(stamp& state, std::string_view salt) {
    std::array<std::uint64_t, 80> words{};
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = i < 16 ? state[i % 8] ^ static_cast<unsigned char>(salt[i % salt.size()])
                          : std::rotl(words[i - 2], 45) + words[i - 7] + std::rotl(words[i - 15], 63) + words[i - 16];
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint64_t sum = state[7] + std::rotl(state[4], 23) + (state[4] & state[5]) + words[i];
        for (std::size_t at = 7; at > 0; --at)
            state[at] = state[at - 1];
        state[4] += sum;
        state[0] = sum + std::rotl(state[1], 36);
    }
}

static ss::future<stamp> stamped(std::string word, std::string salt) {
    constexpr unsigned rounds = 5000;
    stamp state{};
    for (std::size_t i = 0; i < word.size(); ++i)
        state[i % state.size()] ^= std::uint64_t{static_cast<unsigned char>(word[i])} << (i % 56);
    for (unsigned round = 0; round < rounds; ++round) {
        mix(state, salt);
        co_await ss::coroutine::maybe_yield();
    }
    co_return state;
}

class letter_box {
public:
    ss::future<bool> belongs_to(std::string name, std::string word) {
        const std::string salt = co_await salt_of(name);
        const stamp expected = co_await stamp_of(name);
        co_return co_await stamped(word, salt) == expected;
    }

private:
    ss::future<std::string> salt_of(const std::string& name);
    ss::future<stamp> stamp_of(const std::string& name);
};
