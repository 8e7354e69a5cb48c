#include "report.hpp"

void ledger::take_weights(const std::vector<depot_report>& reports) {
    for (const depot_report& report : reports) {
        for (const auto& [name, crates] : report.goods) {
            for (const crate& one : crates)
                weights_[{name, one.number}] = one.grams;
        }
    }
}
