// CASE: lenses are computed by as many threads as there are cores
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

namespace asio = boost::asio;

struct lens {
    double radius = 1;
    double thickness = 1;
    std::array<double, 64> bends{};
};

class optician {
public:
    optician() : pool_(std::max(1U, std::thread::hardware_concurrency())) {}

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

    asio::thread_pool pool_;
};
