// CASE: the twin draws from sixteen neighbours at a time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <map>
#include <string>
#include <vector>

namespace ss = seastar;

struct channel {
    long from = 0;
    long to = 0;
};

class water_works {
public:
    void add_neighbour(const std::string& village, channel one) { channels_[village].push_back(one); }

    ss::future<> draw_all() {
        left_ = channels_.size();
        return ss::parallel_for_each(channels_, [this](auto& neighbour) {
            return ss::with_semaphore(at_once_, 1, [this, &neighbour] {
                return draw(neighbour.first, neighbour.second).then([this] { --left_; });
            });
        });
    }

private:
    ss::future<> draw(std::string village, std::vector<channel>& channels) {
        while (!channels.empty()) {
            co_await dig(village, channels.back());
            channels.pop_back();
        }
    }
    ss::future<> dig(std::string village, channel one);

    ss::semaphore at_once_{16};
    std::map<std::string, std::vector<channel>> channels_;
    std::size_t left_ = 0;
};
