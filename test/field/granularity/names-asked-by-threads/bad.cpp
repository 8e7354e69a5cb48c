// CASE: a thread for each name server that is asked, and all of them are joined before the answers are compared
#include <cstddef>
#include <deque>
#include <functional>
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
    std::vector<std::thread> askers(names.size());
    for (std::size_t n = 0; n < names.size(); ++n) {
        askers[n] = std::thread([n, &names, &answers, &found] {  // EXPECT: thread-per-item
            answers[n] = name_service::instance().records_of(names[n], found[n]);
        });
    }
    for (std::size_t n = 0; n < names.size(); ++n)
        askers[n].join();
    return agree(answers, first);
}
