// CASE: a helper gives the pool a task for each index, and the heights of a map are levelled with it, one by one
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <algorithm>
#include <cstddef>
#include <functional>
#include <latch>
#include <vector>

namespace asio = boost::asio;

class painter {
public:
    explicit painter(std::size_t threads) : pool_(threads) {}
    ~painter() { pool_.join(); }

    void for_each_index(std::size_t begin, std::size_t end, const std::function<void(std::size_t)>& work) {
        std::latch open(static_cast<std::ptrdiff_t>(end - begin));
        for (std::size_t i = begin; i < end; ++i)
            asio::post(pool_, [&work, &open, i] {  // EXPECT: fine-grained-task
                work(i);
                open.count_down();
            });
        open.wait();
    }

private:
    asio::thread_pool pool_;
};

struct tile {
    float height = 0;
    unsigned char colour = 0;
};

class relief_map {
public:
    explicit relief_map(painter& p) : painter_(p) {}
    void level(float lowest, float highest) {
        const float scale = 255.0F / (highest - lowest);
        painter_.for_each_index(0, tiles_.size(), [this, lowest, scale](std::size_t i) {  // EXPECT-ALT: fine-grained-task
            tile& one = tiles_[i];
            one.colour = static_cast<unsigned char>(std::clamp((one.height - lowest) * scale, 0.0F, 255.0F));
        });
    }

private:
    painter& painter_;
    std::vector<tile> tiles_;
};
