// CASE: the votes are counted in parallel, and each count is made under the lock of the whole table
#include <algorithm>
#include <execution>
#include <map>
#include <mutex>
#include <string>
#include <vector>

struct vote {
    std::string party;
    int weight = 1;
};

class election {
public:
    void count(const std::vector<vote>& votes) {
        constexpr std::size_t part = 65536;
        std::vector<std::size_t> starts;
        for (std::size_t i = 0; i < votes.size(); i += part)
            starts.push_back(i);
        std::for_each(std::execution::par, starts.begin(), starts.end(), [&](std::size_t from) {
            std::map<std::string, long> own;
            for (std::size_t i = from; i < std::min(from + part, votes.size()); ++i)
                own[votes[i].party] += votes[i].weight;
            std::scoped_lock hold(m_);
            for (const auto& [party, weight] : own)
                result_[party] += weight;
        });
    }

private:
    std::mutex m_;
    std::map<std::string, long> result_;
};
