// CASE: the copies of all pages that the branches sent are compared and merged line by line, in one go
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct page {
    std::uint64_t number = 0;
    std::map<std::uint32_t, std::pair<std::uint64_t, std::string>> lines;  // with the time of the last change
};

struct reply {
    std::string branch;
    std::vector<page> pages;
};

ss::future<std::vector<reply>> ask_branches(std::string book);

class resolver {
public:
    ss::future<std::vector<page>> resolve(std::string book) {
        std::vector<reply> replies = co_await ask_branches(std::move(book));
        std::map<std::uint64_t, page> merged;
        for (reply& one : replies)  // EXPECT: cpu-loop-on-executor
            for (page& p : one.pages)  // EXPECT-ALT: cpu-loop-on-executor
                merge_into(merged[p.number], std::move(p));
        std::vector<page> all;
        all.reserve(merged.size());
        for (auto& [number, p] : merged)
            all.push_back(std::move(p));
        co_return all;
    }

private:
    static void merge_into(page& kept, page&& other) {
        kept.number = other.number;
        for (auto& [line, entry] : other.lines) {
            auto [at, is_new] = kept.lines.try_emplace(line, entry);
            if (!is_new && at->second.first < entry.first)
                at->second = std::move(entry);
        }
    }
};
