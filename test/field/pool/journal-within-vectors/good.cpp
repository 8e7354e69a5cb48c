// CASE: the element function of an unsequenced algorithm writes into a journal that locks
// TU-SET: good.cpp journal.cpp
#include "journal.hpp"
#include <algorithm>
#include <cmath>
#include <execution>

struct reading {
    std::string meter;
    double value = 0;
};

class smoother {
public:
    explicit smoother(journal& log) : log_(log) {}
    void smooth(std::vector<reading>& readings) {
        std::for_each(std::execution::par, readings.begin(), readings.end(), [this](reading& one) {
            if (std::isnan(one.value)) {
                log_.add(one.meter);
                one.value = 0;
            }
            one.value = std::sqrt(std::abs(one.value));
        });
    }

private:
    journal& log_;
};
