#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

struct crate {
    int number = 0;
    std::uint64_t grams = 0;
};
struct depot_report {
    std::map<std::string, std::vector<crate>> goods;
};

class ledger {
public:
    void take_weights(const std::vector<depot_report>& reports);

private:
    std::map<std::pair<std::string, int>, std::uint64_t> weights_;
};
