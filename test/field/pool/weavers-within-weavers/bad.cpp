// CASE: the cloths are dyed on the weavers of a loom, and for its rows each cloth uses the same weavers, and waits
// TU-SET: bad.cpp loom.cpp
#include "loom.hpp"
#include <cmath>

void dye(loom& on, cloth& one) {
    on.for_each(0, one.rows, [&one](std::size_t row) {  // EXPECT-ALT: pool-self-wait
        for (std::size_t i = 0; i < one.columns; ++i)
            one.threads[row * one.columns + i] = std::sqrt(one.threads[row * one.columns + i]);
    });
}

void dye_all(loom& on, std::vector<cloth>& cloths) {
    on.for_each(0, cloths.size(), [&](std::size_t i) { dye(on, cloths[i]); });  // EXPECT-ALT: pool-self-wait
}
