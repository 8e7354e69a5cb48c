// CASE: the coroutine that serves an order takes it by rvalue reference, and the dispatcher's own copy ends with the continuation.
// TU-SET: bad.cpp kitchen.cpp
#include "kitchen.hpp"
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
            return kitchen_.cook(std::move(order));  // EXPECT: dangling-parameter
        }).then([](Bill bill) { return writeBill(std::move(bill)); });
    }

private:
    Kitchen& kitchen_;
};

}  // namespace diner
