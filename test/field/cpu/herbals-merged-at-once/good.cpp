// CASE: the twin pauses after each plant as well
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
    ss::future<> take_over(const herbal& other) {
        for (const auto& [name, theirs] : other.plants_) {
            plant& mine = plants_[name];
            for (const auto& [word, text] : theirs.remarks) {
                if (theirs.written > mine.written || !mine.remarks.contains(word))
                    mine.remarks[word] = text;
                co_await ss::coroutine::maybe_yield();
            }
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
        const std::vector<herbal> received = std::exchange(received_, {});
        for (const herbal& one : received)
            co_await all.take_over(one);
        co_return all;
    }

private:
    std::vector<herbal> received_;
};
