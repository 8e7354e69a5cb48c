#include "bad_index.hpp"
#include <boost/asio/post.hpp>
#include <algorithm>
#include <latch>
#include <thread>
#include <utility>

namespace asio = boost::asio;

index_of_volume::index_of_volume(std::string volume) : volume_(std::move(volume)) {}

void index_of_volume::sort_part(std::size_t part) {
    std::sort(parts_[part].begin(), parts_[part].end());
}

void index_of_volume::build() {
    asio::thread_pool builders(std::max(1u, std::thread::hardware_concurrency()));  // EXPECT: pool-per-call
    for (std::size_t n = 0; n < parts_.size(); ++n)
        asio::post(builders, [this, n] { sort_part(n); });
    builders.join();
}
