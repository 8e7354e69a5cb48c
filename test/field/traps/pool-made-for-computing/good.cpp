// A pool whose size is the number of cores, given heavy blocks of work: that is what it is for. The waiting is done outside of it.
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <future>
#include <latch>
#include <numeric>
#include <thread>
#include <vector>

namespace asio = boost::asio;

class mill {
public:
    explicit mill(unsigned wheels) : wheels_(wheels), pool_(wheels) {}

    double grind(const std::vector<double>& corn) {
        const std::size_t block = corn.size() / wheels_ + 1;
        std::vector<double> sums(wheels_, 0.0);
        std::latch done(static_cast<std::ptrdiff_t>(wheels_));
        for (unsigned w = 0; w < wheels_; ++w) {
            asio::post(pool_, [&, w] {
                const std::size_t first = std::min(corn.size(), w * block);
                const std::size_t last = std::min(corn.size(), first + block);
                double sum = 0;
                for (std::size_t i = first; i < last; ++i)
                    sum += std::sqrt(corn[i]) * std::exp(-corn[i]);
                sums[w] = sum;
                done.count_down();
            });
        }
        done.wait();
        return std::accumulate(sums.begin(), sums.end(), 0.0);
    }

    std::future<std::vector<double>> sorted(std::vector<double> corn) {
        std::packaged_task<std::vector<double>()> task([corn = std::move(corn)]() mutable {
            std::sort(corn.begin(), corn.end());
            return corn;
        });
        auto result = task.get_future();
        asio::post(pool_, std::move(task));
        return result;
    }

private:
    unsigned wheels_;
    asio::thread_pool pool_;
};

int main() {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    mill m(cores);
    std::vector<double> corn(1'000'000, 0.5);
    const double flour = m.grind(corn);
    auto order = m.sorted(corn);
    std::printf("%f %zu\n", flour, order.get().size());
}
