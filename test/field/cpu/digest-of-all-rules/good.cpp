// CASE: the digest is fed rule by rule, and others run in between
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ss = seastar;

class digest {
public:
    void feed(const std::string& text) {
        for (const unsigned char c : text)
            state_ = (state_ ^ c) * 1099511628211ull;
    }
    std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 14695981039346656037ull;
};

struct rule {
    std::string title;
    std::map<std::string, std::string> clauses;
};

ss::future<std::vector<rule>> load_rules(std::string book);

ss::future<std::uint64_t> digest_of(std::string book) {
    const std::vector<rule> rules = co_await load_rules(std::move(book));
    digest all;
    for (const rule& one : rules) {
        all.feed(one.title);
        for (const auto& [name, text] : one.clauses) {
            all.feed(name);
            all.feed(text);
            co_await ss::coroutine::maybe_yield();
        }
    }
    co_return all.value();
}
