// CASE: so many lines of the page are looked up at the same time as the caller allows
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ss = seastar;

struct index_line {
    std::uint64_t entry = 0;
    std::string word;
};

struct index_page {
    std::vector<index_line> lines;
    bool last = false;
};

class book {
public:
    ss::future<std::optional<std::string>> look_up(std::uint64_t entry) const;
};

class book_index {
public:
    ss::future<index_page> page(std::uint64_t number) const;
    ss::future<> strike_out(index_line line);
};

class proof_reader {
public:
    proof_reader(const book& b, book_index& i) : book_(b), index_(i) {}

    ss::future<> prune(std::size_t at_once) {
        for (std::uint64_t number = 0;; ++number) {
            index_page page = co_await index_.page(number);
            co_await ss::max_concurrent_for_each(page.lines, at_once,
                                                 [this](const index_line& line) { return check(line); });
            if (page.last)
                break;
        }
    }

private:
    ss::future<> check(index_line line) {
        auto entry = co_await book_.look_up(line.entry);
        if (!entry)
            co_await index_.strike_out(line);
    }

    const book& book_;
    book_index& index_;
};
