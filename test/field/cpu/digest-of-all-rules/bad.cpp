// CASE: a continuation computes the digest of all rules with all their clauses in one go
#include <seastar/core/future.hh>
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

inline void feed_rule(digest& into, const rule& one) {
    into.feed(one.title);
    for (const auto& [name, text] : one.clauses) {
        into.feed(name);
        into.feed(text);
    }
}

ss::future<std::uint64_t> digest_of(std::string book) {
    return load_rules(std::move(book)).then([](std::vector<rule> rules) {
        digest all;
        for (const rule& one : rules)  // EXPECT: cpu-loop-on-executor
            feed_rule(all, one);
        return all.value();
    });
}
