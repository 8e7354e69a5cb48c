#include "card_index.hpp"

void shelf_space::give_back(const card& one) {
    used_ -= one.title.size();
    if (auto at = copies_.find(one.title); at != copies_.end() && at->second > 0)
        --at->second;
}

void card_index::clear() {
    for (const auto& [reader, cards] : cards_)
        for (const card& one : cards)
            space_.give_back(one);
    cards_.clear();
}
