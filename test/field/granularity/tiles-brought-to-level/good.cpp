// CASE: each task of the helper takes a run of indices
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

    void for_each_run(std::size_t begin, std::size_t end,
                      const std::function<void(std::size_t, std::size_t)>& work) {
        constexpr std::size_t least = 16384;
        const std::size_t runs = (end - begin + least - 1) / least;
        std::latch open(static_cast<std::ptrdiff_t>(runs));
        for (std::size_t run = 0; run < runs; ++run)
            asio::post(pool_, [&work, &open, from = begin + run * least, end] {
                work(from, std::min(from + least, end));
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
        painter_.for_each_run(0, tiles_.size(), [this, lowest, scale](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i) {
                tile& one = tiles_[i];
                one.colour = static_cast<unsigned char>(std::clamp((one.height - lowest) * scale, 0.0F, 255.0F));
            }
        });
    }

private:
    painter& painter_;
    std::vector<tile> tiles_;
};
