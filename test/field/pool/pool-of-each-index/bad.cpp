// CASE: each index that is built makes a pool of threads of its own
// TU-SET: bad.cpp bad_index.cpp
#include "bad_index.hpp"
#include <string>
#include <vector>

void build_all(const std::vector<std::string>& volumes) {
    for (const std::string& volume : volumes) {
        index_of_volume one(volume);
        one.build();  // EXPECT-ALT: pool-per-call
    }
}
