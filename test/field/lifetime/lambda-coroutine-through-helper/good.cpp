// TU-SET: good.cpp lib.cpp
#include "inventory.hpp"

#include <seastar/core/coroutine.hh>

namespace museum {

seastar::future<inventory::counts> inventory::by_room() {
    co_return co_await with_catalogue(seastar::coroutine::lambda([this]() -> seastar::future<counts> {
        counts out;
        for (auto& piece : co_await pieces()) {
            out[piece.room] += 1;
        }
        note(rooms_, out.size());
        co_return out;
    }));
}

// The closure is no coroutine: it has done its part when it returns.
seastar::future<inventory::counts> inventory::by_age() {
    return with_catalogue([this] {
        return pieces().then([](std::vector<piece> all) {
            counts out;
            for (auto& p : all) {
                out[std::to_string(p.year / 100)] += 1;
            }
            return out;
        });
    });
}

// A coroutine without captures keeps everything in its own frame.
seastar::future<inventory::counts> inventory::nothing() {
    co_return co_await with_catalogue([]() -> seastar::future<counts> {
        co_await refresh();
        co_return counts{};
    });
}

} // namespace museum
