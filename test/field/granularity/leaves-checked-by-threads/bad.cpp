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
        std::vector<std::future<bool>> checks;
        checks.reserve(leaves_.size());
        std::transform(leaves_.begin(), leaves_.end(), std::back_inserter(checks), [](const leaf& one) {
            return std::async(std::launch::async, [&one] { return seal_of(one.text) == one.seal; });  // EXPECT: thread-per-item
        });
        std::size_t bad = 0;
        for (auto& check : checks)
            bad += !check.get();
        return bad;
    }

private:
    std::vector<leaf> leaves_;
};
