// CASE: each index that is built makes a pool of threads of its own
// TU-SET: good.cpp good_index.cpp
#include "good_index.hpp"
#include <algorithm>
#include <thread>
#include <string>
#include <vector>

void build_all(const std::vector<std::string>& volumes) {
    boost::asio::thread_pool builders(std::max(1u, std::thread::hardware_concurrency()));
    for (const std::string& volume : volumes) {
        index_of_volume one(volume);
        one.build(builders);
    }
}
