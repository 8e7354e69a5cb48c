// CASE: what the boxes contain is indexed by word when they are put, and a search is one look-up
#include <folly/coro/Task.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

struct box {
    std::string label;
    std::vector<std::string> words;
};

folly::coro::Task<void> note_search(std::string word);

class archive {
public:
    void put(const box& one) {
        for (const std::string& word : one.words)
            labels_[word].push_back(one.label);
    }

    folly::coro::Task<std::vector<std::string>> search(std::string word) {
        co_await note_search(word);
        const auto at = labels_.find(word);
        co_return at == labels_.end() ? std::vector<std::string>() : at->second;
    }

private:
    std::unordered_map<std::string, std::vector<std::string>> labels_;
};
