#include "crews.hpp"

std::vector<chief> crew_table::chiefs() const {
    std::vector<chief> all;
    all.reserve(sites_.size());
    for (const auto& [site, crews] : sites_) {
        for (const auto& [crew, badge] : crews) {
            chief one{.site = site, .crew = crew, .badge = badge};
            all.push_back(std::move(one));
        }
    }
    return all;
}
