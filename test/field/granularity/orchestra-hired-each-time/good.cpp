// CASE: the players are hired once, and play each bar from their own queue
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <functional>
#include <latch>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct player {
    std::string name;
    std::vector<float> sound;
    void add(const std::vector<float>& other);
};

class orchestra {
public:
    explicit orchestra(std::size_t players) : pool_(players), players_(players) {}
    ~orchestra() { pool_.join(); }

    void bar(const std::vector<std::vector<float>>& notes) {
        std::latch over(static_cast<std::ptrdiff_t>(players_.size()));
        for (std::size_t i = 0; i < players_.size(); ++i)
            asio::post(pool_, [this, &over, &notes, i] {
                players_[i].add(notes[i]);
                over.count_down();
            });
        over.wait();
    }

private:
    asio::thread_pool pool_;
    std::vector<player> players_;
};
