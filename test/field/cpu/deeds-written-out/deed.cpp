#include "deed.hpp"
#include <ostream>

void deed_register::write(std::ostream& out) const {
    out << "{\"town\":\"" << town_ << "\",\"deeds\":[";
    bool first = true;
    for (const auto& [number, one] : deeds_) {
        if (!first)
            out << ',';
        first = false;
        out << "{\"number\":" << number << ",\"owner\":\"" << one.owner << "\",\"from\":" << one.from
            << ",\"to\":" << one.to << ",\"size\":" << one.size << ",\"mortgaged\":" << one.mortgaged << '}';
    }
    out << "]}";
}
