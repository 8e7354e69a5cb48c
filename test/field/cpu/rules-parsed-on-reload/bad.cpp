// CASE: a reload task of the engine parses every rule of the new set in one go
#include <userver/utils/async.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

struct rule {
    std::string name;
    std::vector<std::string> words;
};

class rule_book {
public:
    userver::engine::TaskWithResult<std::size_t> reload(std::map<std::string, std::string> sources) {
        return userver::utils::Async("reload-rules", [this, sources = std::move(sources)] {
            parse_all(sources);  // EXPECT: cpu-loop-on-executor
            return rules_.size();
        });
    }

private:
    static rule parse(const std::string& name, std::string_view text) {
        rule made{name, {}};
        std::string word;
        for (const char c : text) {
            if (c != ' ') {
                word += c;
                continue;
            }
            made.words.push_back(word);
            word.clear();
        }
        return made;
    }

    void parse_all(const std::map<std::string, std::string>& sources) {
        rules_.clear();
        rules_.reserve(sources.size());
        for (const auto& [name, text] : sources)
            rules_.push_back(parse(name, text));
    }

    std::vector<rule> rules_;
};
