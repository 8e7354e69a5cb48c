// CASE: a pool computes in chunks, and the thread of main waits for it
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <thread>
#include <vector>

namespace asio = boost::asio;

void smooth(std::vector<double>& values, std::size_t from, std::size_t to) {
    for (int pass = 0; pass < 20; ++pass)
        for (std::size_t i = from + 1; i + 1 < to; ++i)
            values[i] = std::sqrt(values[i - 1] * values[i + 1] + 1);
}

int main() {
    std::vector<double> values(1'000'000, 2.0);
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t step = values.size() / cores + 1;
    asio::thread_pool pool(cores);
    for (std::size_t from = 0; from < values.size(); from += step)
        asio::post(pool, [&values, from, to = std::min(values.size(), from + step)] { smooth(values, from, to); });
    pool.join();
}
