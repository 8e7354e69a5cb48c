// CASE: every seed of a bed is sown by a task of its own in the pool, which does one addition
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <latch>
#include <vector>

namespace asio = boost::asio;

class bed {
public:
    explicit bed(std::size_t seeds) : depths_(seeds), weights_(seeds, 1.5F) {}

    void sow(asio::thread_pool& gardeners, float rain) {
        std::latch done(static_cast<std::ptrdiff_t>(depths_.size()));
        for (std::size_t i = 0; i < depths_.size(); ++i)
            asio::post(gardeners, [this, i, rain, &done] {  // EXPECT: fine-grained-task
                depths_[i] = weights_[i] * rain + 0.25F;
                done.count_down();
            });
        done.wait();
    }

private:
    std::vector<float> depths_;
    std::vector<float> weights_;
};
