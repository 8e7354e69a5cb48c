#include "stations.hpp"
#include <mutex>

double station_table::offset(int station) const {
    std::shared_lock hold(m_);  // EXPECT-ALT: lock-in-unsequenced
    const auto found = offsets_.find(station);
    return found == offsets_.end() ? 0.0 : found->second;
}

void station_table::learn(int station, double offset) {
    std::unique_lock hold(m_);
    offsets_[station] = offset;
}
