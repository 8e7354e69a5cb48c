// TU-SET: bad.cpp in_parallel.cpp
// CASE: the pictures are resized in parallel, and each of them resizes its rows in parallel on the same threads
#include "in_parallel.hpp"
#include <string>
#include <vector>

struct picture {
    std::vector<std::vector<float>> rows;
};

void resize_row(std::vector<float>& row, double scale);

void resize(picture& one, double scale) {
    in_parallel(0, static_cast<std::int64_t>(one.rows.size()), 64, [&](std::int64_t from, std::int64_t to) {  // EXPECT: pool-self-wait
        for (std::int64_t y = from; y < to; ++y)
            resize_row(one.rows[y], scale);
    });
}

void resize_all(std::vector<picture>& pictures, double scale) {
    in_parallel(0, static_cast<std::int64_t>(pictures.size()), 1, [&](std::int64_t from, std::int64_t to) {  // EXPECT-ALT: pool-self-wait
        for (std::int64_t i = from; i < to; ++i)
            resize(pictures[i], scale);  // EXPECT-ALT: pool-self-wait
    });
}
