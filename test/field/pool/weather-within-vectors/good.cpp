// CASE: a parallel algorithm corrects measurements, and its element function looks into a table that locks, which is allowed there
// TU-SET: good.cpp stations.cpp
#include "stations.hpp"
#include <algorithm>
#include <execution>
#include <vector>

struct measurement {
    int station = 0;
    double degrees = 0;
};

class forecast {
public:
    explicit forecast(station_table& stations) : stations_(stations) {}
    std::vector<double> corrected(const std::vector<measurement>& raw) {
        std::vector<double> result(raw.size());
        std::transform(std::execution::par, raw.begin(), raw.end(), result.begin(),
                       [this](const measurement& one) { return correct(one); });
        return result;
    }

private:
    double correct(const measurement& one) {
        return one.degrees - stations_.offset(one.station);
    }

    station_table& stations_;
};
