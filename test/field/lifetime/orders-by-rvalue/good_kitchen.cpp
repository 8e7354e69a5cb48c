#include "good_kitchen.hpp"
#include <seastar/core/coroutine.hh>

namespace diner {

seastar::future<Bill> Kitchen::cook(Order order) {
    Bill bill;
    for (const auto& dish : order.dishes) {
        bill.cents += co_await cookOne(dish);
    }
    if (order.urgent) {
        bill.cents += 150;
    }
    co_return bill;
}

}  // namespace diner
