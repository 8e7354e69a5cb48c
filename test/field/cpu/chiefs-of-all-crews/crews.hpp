#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

struct chief {
    std::string site;
    unsigned crew = 0;
    std::optional<std::uint32_t> badge;
};

class crew_table {
public:
    std::vector<chief> chiefs() const;

private:
    std::unordered_map<std::string, std::unordered_map<unsigned, std::optional<std::uint32_t>>> sites_;
};
