// CASE: the halls are kept in order of their size, so the best move is between the two ends
#include <seastar/core/future.hh>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

class tour_planner {
public:
    ss::future<> balance() {
        return refresh().then([this] {
            const auto move = best_move();
            if (!move)
                return ss::make_ready_future<>();
            return send(move->first, move->second);
        });
    }

private:
    std::optional<std::pair<std::string, std::string>> best_move() const {
        if (by_size_.size() < 2)
            return std::nullopt;
        const auto& emptiest = *by_size_.begin();
        const auto& fullest = *by_size_.rbegin();
        if (fullest.first < emptiest.first + 2)
            return std::nullopt;
        return std::pair(fullest.second, emptiest.second);
    }
    ss::future<> refresh();
    ss::future<> send(std::string from, std::string to);
    std::multimap<std::size_t, std::string> by_size_;
};
