// CASE: for each line of a page of the index, the book itself is asked, and only then the next line is looked at
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
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

    ss::future<> prune() {
        for (std::uint64_t number = 0;; ++number) {
            index_page page = co_await index_.page(number);
            for (const index_line& line : page.lines) {  // EXPECT-HINT: await-in-loop
                auto entry = co_await book_.look_up(line.entry);  // EXPECT-ALT: await-in-loop
                if (!entry)
                    co_await index_.strike_out(line);
            }
            if (page.last)
                break;
        }
    }

private:
    const book& book_;
    book_index& index_;
};
