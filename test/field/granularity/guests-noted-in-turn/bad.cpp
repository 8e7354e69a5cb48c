// CASE: after each change all guests are noted again, one after the other, and each note is a write to the disk
// TU-SET: bad.cpp guest_book.cpp
#include "guest_book.hpp"
#include <seastar/core/coroutine.hh>
#include <map>
#include <utility>

class reception {
public:
    reception(const guest_book& book, std::map<int, guest> guests) : book_(book), guests_(std::move(guests)) {}
    ss::future<> synchronise() {
        for (const auto& [number, one] : guests_) {  // EXPECT-ALT: await-in-loop
            if (one.room.empty())
                continue;
            co_await book_.note_guest(one);  // EXPECT-HINT: await-in-loop
        }
        ++rounds_;
    }

private:
    const guest_book& book_;
    std::map<int, guest> guests_;
    int rounds_ = 0;
};
