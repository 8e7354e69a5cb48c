// CASE: a search of the archive goes through every box with a regular expression, inside the coroutine of the request
#include <folly/coro/Task.h>
#include <regex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct box {
    std::string label;
    std::string contents;
};

folly::coro::Task<void> note_search(std::string words);

class archive {
public:
    void put(box one) {
        std::string label = one.label;
        boxes_.insert_or_assign(std::move(label), std::move(one));
    }

    folly::coro::Task<std::vector<std::string>> search(std::string words) {
        co_await note_search(words);
        const std::regex wanted(words, std::regex::icase);
        std::vector<std::string> found;
        for (const auto& [label, one] : boxes_)  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
            if (std::regex_search(one.contents, wanted))  // EXPECT-ALT: heavy-call-on-executor
                found.push_back(label);
        co_return found;
    }

private:
    std::unordered_map<std::string, box> boxes_;
};
