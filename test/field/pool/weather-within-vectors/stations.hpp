#pragma once
#include <map>
#include <shared_mutex>

class station_table {
public:
    double offset(int station) const;
    void learn(int station, double offset);

private:
    mutable std::shared_mutex m_;
    std::map<int, double> offsets_;
};
