// CASE: the sheets are copied by a coroutine that lets others run after each
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct line {
    std::string words;
    std::vector<std::string> notes;
};

struct sheet {
    std::string title;
    std::vector<line> lines;
};

struct parcel_of_sheets {
    std::unique_ptr<std::deque<sheet>> sheets;
    bool last = false;
};

ss::future<parcel_of_sheets> ask_annex(std::string shelf);

class tray {
public:
    ss::future<> fill(std::string shelf) {
        parcel_of_sheets got = co_await ask_annex(std::move(shelf));
        last_ = got.last;
        for (const sheet& one : *got.sheets) {
            put(sheet(one));
            co_await ss::coroutine::maybe_yield();
        }
    }

private:
    void put(sheet one) {
        size_ += one.lines.size();
        sheets_.push_back(std::move(one));
    }

    std::deque<sheet> sheets_;
    std::size_t size_ = 0;
    bool last_ = false;
};
