// CASE: a few threads share the names
#include <atomic>
#include <cstddef>
#include <deque>
#include <string>
#include <thread>
#include <vector>

class name_service {
public:
    static name_service& instance();
    std::vector<std::string> records_of(const std::string& name, bool& found);
};

bool agree(const std::vector<std::vector<std::string>>& answers, std::size_t first);

bool checkpoints(const std::vector<std::string>& names, std::size_t first) {
    std::vector<std::vector<std::string>> answers(names.size());
    std::deque<bool> found(names.size(), false);
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> askers;
    for (int i = 0; i < 4; ++i) {
        askers.emplace_back([&] {
            for (std::size_t n = next++; n < names.size(); n = next++)
                answers[n] = name_service::instance().records_of(names[n], found[n]);
        });
    }
    for (std::thread& asker : askers)
        asker.join();
    return agree(answers, first);
}
