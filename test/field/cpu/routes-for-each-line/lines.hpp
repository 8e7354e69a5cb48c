// The bus lines of a town, and who goes through them.
#pragma once
#include <seastar/core/future.hh>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct bus_line {
    std::string name;
    std::vector<std::string> stops;
};
struct plan {
    std::unordered_map<std::string, std::uint32_t> seconds;
};

class line_registry {
public:
    void for_each(const std::function<void(std::uint64_t, const bus_line&)>& visit) const;
    seastar::future<> for_each_gently(std::function<void(std::uint64_t, const bus_line&)> visit) const;

private:
    std::unordered_map<std::uint64_t, bus_line> lines_;
};
