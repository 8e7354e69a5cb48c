#include "card_index.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/coroutine/maybe_yield.hh>

void shelf_space::give_back(const card& one) {
    used_ -= one.title.size();
    if (auto at = copies_.find(one.title); at != copies_.end() && at->second > 0)
        --at->second;
}

seastar::future<> card_index::clear_gently() {
    while (!cards_.empty()) {
        auto first = cards_.extract(cards_.begin());
        for (const card& one : first.mapped()) {
            space_.give_back(one);
            co_await seastar::coroutine::maybe_yield();
        }
    }
}
