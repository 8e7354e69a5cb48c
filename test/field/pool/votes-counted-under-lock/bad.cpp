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
        std::for_each(std::execution::par, votes.begin(), votes.end(), [this](const vote& one) {  // EXPECT-ALT: serialised-parallel-body
            std::scoped_lock hold(m_);  // EXPECT: serialised-parallel-body
            long& sum = result_[one.party];
            sum += one.weight;
        });
    }

private:
    std::mutex m_;
    std::map<std::string, long> result_;
};
