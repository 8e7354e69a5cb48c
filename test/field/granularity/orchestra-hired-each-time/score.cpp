#include "orchestra.hpp"

void orchestra::bar(const std::vector<std::vector<float>>& notes) {
    each([this, &notes](std::size_t i) { players_[i].add(notes[i]); });
}

void perform(orchestra& all, const std::vector<std::vector<std::vector<float>>>& bars) {
    for (const auto& notes : bars)
        all.bar(notes);
}
