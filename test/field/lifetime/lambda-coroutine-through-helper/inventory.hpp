#pragma once
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace museum {

struct piece { std::string room; int year = 0; };
seastar::future<> refresh();
void note(std::size_t before, std::size_t now);

class inventory {
public:
    using counts = std::map<std::string, int>;
    seastar::future<counts> by_room();
    seastar::future<counts> by_age();
    seastar::future<counts> nothing();

private:
    seastar::future<counts> with_catalogue(std::function<seastar::future<counts>()> work);
    seastar::future<std::vector<piece>> pieces();

    seastar::gate gate_;
    std::size_t rooms_ = 0;
};

} // namespace museum
