#pragma once
#include <seastar/core/future.hh>
#include <string>
#include <vector>

namespace diner {

struct Order {
    std::vector<std::string> dishes;
    bool urgent = false;
};

struct Bill {
    long cents = 0;
};

class Kitchen {
public:
    seastar::future<Bill> cook(Order order);

private:
    seastar::future<long> cookOne(std::string dish);
};

}  // namespace diner
