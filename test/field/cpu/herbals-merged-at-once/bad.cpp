// CASE: the herbals of all monasteries are merged with a pause after each, but one herbal alone may have thousands of plants
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct plant {
    long written = 0;
    std::map<std::string, std::string> remarks;
};

class herbal {
public:
    void take_over(const herbal& other) {
        for (const auto& [name, theirs] : other.plants_) {  // EXPECT-ALT: cpu-loop-on-executor
            plant& mine = plants_[name];
            for (const auto& [word, text] : theirs.remarks)
                if (theirs.written > mine.written || !mine.remarks.contains(word))
                    mine.remarks[word] = text;
            mine.written = std::max(mine.written, theirs.written);
        }
    }

private:
    std::map<std::string, plant> plants_;
};

class scriptorium {
public:
    ss::future<herbal> merged() {
        herbal all;
        for (const herbal& one : received_) {
            all.take_over(one);  // EXPECT: cpu-loop-on-executor
            co_await ss::coroutine::maybe_yield();
        }
        co_return all;
    }

private:
    std::vector<herbal> received_;
};
