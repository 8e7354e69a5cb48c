// The coroutine owns its order.
// TU-SET: good.cpp good_kitchen.cpp
#include "good_kitchen.hpp"
#include <seastar/core/future.hh>
#include <string>
#include <utility>

namespace diner {

seastar::future<Order> readOrder(int table);
seastar::future<> writeBill(Bill bill);

class Waiter {
public:
    explicit Waiter(Kitchen& kitchen) : kitchen_(kitchen) {}

    seastar::future<> serve(int table) {
        return readOrder(table).then([this](Order order) {
            order.urgent = order.dishes.size() < 2;
            return kitchen_.cook(std::move(order));
        }).then([](Bill bill) { return writeBill(std::move(bill)); });
    }

private:
    Kitchen& kitchen_;
};

}  // namespace diner
