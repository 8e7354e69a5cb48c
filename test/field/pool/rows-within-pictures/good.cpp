// TU-SET: good.cpp in_parallel.cpp
// CASE: only one level is parallel
#include "in_parallel.hpp"
#include <string>
#include <vector>

struct picture {
    std::vector<std::vector<float>> rows;
};

void resize_row(std::vector<float>& row, double scale);

void resize_all(std::vector<picture>& pictures, double scale) {
    in_parallel(0, static_cast<std::int64_t>(pictures.size()), 1, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i)
            for (std::vector<float>& row : pictures[i].rows)
                resize_row(row, scale);
    });
}
