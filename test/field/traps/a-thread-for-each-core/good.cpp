// CASE: as many threads as cores, and one for each of two roles
#include <algorithm>
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

class mill {
public:
    explicit mill(std::vector<int>& sacks) : sacks_(sacks) {
        const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
        for (unsigned i = 0; i < cores; ++i)
            threads_.emplace_back([this] { grind(); });
        for (const char* role : {"weigher", "porter"})
            threads_.emplace_back([this, role] { serve(role); });
    }
    ~mill() {
        for (std::thread& one : threads_)
            one.join();
    }

private:
    void grind() {
        for (std::size_t i = next_++; i < sacks_.size(); i = next_++)
            sacks_[i] *= 2;
    }
    void serve(const std::string& role);

    std::vector<int>& sacks_;
    std::atomic<std::size_t> next_{0};
    std::vector<std::thread> threads_;
};
