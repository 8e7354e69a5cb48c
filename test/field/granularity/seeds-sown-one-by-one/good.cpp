// CASE: a task sows a few thousand seeds
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <algorithm>
#include <cstddef>
#include <latch>
#include <vector>

namespace asio = boost::asio;

class bed {
public:
    explicit bed(std::size_t seeds) : depths_(seeds), weights_(seeds, 1.5F) {}

    void sow(asio::thread_pool& gardeners, float rain) {
        constexpr std::size_t row = 16384;
        const std::size_t rows = (depths_.size() + row - 1) / row;
        std::latch done(static_cast<std::ptrdiff_t>(rows));
        for (std::size_t r = 0; r < rows; ++r)
            asio::post(gardeners, [this, r, rain, &done] {
                const std::size_t end = std::min(depths_.size(), (r + 1) * row);
                for (std::size_t i = r * row; i < end; ++i)
                    depths_[i] = weights_[i] * rain + 0.25F;
                done.count_down();
            });
        done.wait();
    }

private:
    std::vector<float> depths_;
    std::vector<float> weights_;
};
