#include "guest_book.hpp"
#include <seastar/core/coroutine.hh>

ss::future<> guest_book::note_guest(guest one) const {
    const std::string line = one.name + " " + one.room;
    co_await append(line);
}
