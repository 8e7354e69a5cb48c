// CASE: after each change all guests are noted again, one after the other, and each note is a write to the disk
// TU-SET: good.cpp guest_book.cpp
#include "guest_book.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/loop.hh>
#include <map>
#include <utility>

class reception {
public:
    reception(const guest_book& book, std::map<int, guest> guests) : book_(book), guests_(std::move(guests)) {}
    ss::future<> synchronise() {
        co_await ss::max_concurrent_for_each(guests_, 32, [this](const auto& entry) {
            return entry.second.room.empty() ? ss::make_ready_future<>() : book_.note_guest(entry.second);
        });
        ++rounds_;
    }

private:
    const guest_book& book_;
    std::map<int, guest> guests_;
    int rounds_ = 0;
};
