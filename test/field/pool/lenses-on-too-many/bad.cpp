// CASE: lenses are computed by a pool of 256 threads, on a machine that has a few cores
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <array>
#include <cmath>
#include <cstddef>
#include <future>
#include <vector>

namespace asio = boost::asio;

struct lens {
    double radius = 1;
    double thickness = 1;
    std::array<double, 64> bends{};
};

class optician {
    static constexpr std::size_t workers = 256;

public:
    optician() : pool_(workers) {}  // EXPECT-HINT: pool-size

    std::vector<double> focus_all(const std::vector<lens>& lenses) {
        std::vector<std::future<double>> results;
        results.reserve(lenses.size());
        for (const lens& one : lenses)
            results.push_back(asio::post(pool_, asio::use_future([&one] { return focus(one); })));
        std::vector<double> all;
        for (std::future<double>& one : results)
            all.push_back(one.get());
        return all;
    }

private:
    static double focus(const lens& of) {
        double sum = 0;
        for (int round = 0; round < 1000; ++round)
            for (double bend : of.bends)
                sum += std::sin(bend * of.radius + round) / (1 + std::fabs(std::cos(bend + of.thickness)));
        return sum;
    }

    asio::thread_pool pool_;  // EXPECT-ALT: pool-size
};
