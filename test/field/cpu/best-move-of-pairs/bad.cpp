// CASE: a continuation compares every hall with every other hall to find the best move
#include <seastar/core/future.hh>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct hall {
    std::string name;
    std::vector<std::string> groups;
};

class tour_planner {
public:
    ss::future<> balance() {
        return read_halls().then([this](std::vector<hall> halls) {
            const auto move = best_move(halls);  // EXPECT: cpu-loop-on-executor
            if (!move)
                return ss::make_ready_future<>();
            return send(move->first, move->second);
        });
    }

private:
    static std::optional<std::pair<std::string, std::string>> best_move(const std::vector<hall>& halls) {
        std::optional<std::pair<std::string, std::string>> best;
        std::size_t gain = 1;
        for (const hall& from : halls) {
            for (const hall& to : halls) {
                if (from.groups.size() <= to.groups.size())
                    continue;
                const std::size_t here = from.groups.size() - to.groups.size();
                if (here <= gain)
                    continue;
                gain = here;
                best.emplace(from.groups.front(), to.name);
            }
        }
        return best;
    }
    ss::future<std::vector<hall>> read_halls();
    ss::future<> send(std::string group, std::string hall);
};
