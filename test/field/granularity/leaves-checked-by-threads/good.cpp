// CASE: each leaf of a herbal is checked by a thread of its own
#include <algorithm>
#include <cstdint>
#include <future>
#include <string>
#include <thread>
#include <vector>

struct leaf {
    std::string text;
    std::uint32_t seal = 0;
};

std::uint32_t seal_of(const std::string& text);

class herbal {
public:
    std::size_t damaged() const {
        const std::size_t parts = std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::future<std::size_t>> checks;
        for (std::size_t n = 0; n < parts; ++n)
            checks.push_back(std::async(std::launch::async, [this, n, parts] {
                std::size_t count = 0;
                for (std::size_t i = n; i < leaves_.size(); i += parts)
                    count += seal_of(leaves_[i].text) != leaves_[i].seal;
                return count;
            }));
        std::size_t bad = 0;
        for (auto& check : checks)
            bad += check.get();
        return bad;
    }

private:
    std::vector<leaf> leaves_;
};
