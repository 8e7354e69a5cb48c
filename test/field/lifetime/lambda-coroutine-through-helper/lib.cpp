#include "inventory.hpp"

namespace museum {

seastar::future<inventory::counts> inventory::with_catalogue(std::function<seastar::future<counts>()> work) {
    return seastar::with_gate(gate_, [work = std::move(work)]() mutable {
        return refresh().then([work = std::move(work)] { return work(); });
    });
}

} // namespace museum
