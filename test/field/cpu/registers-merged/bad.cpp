// CASE: what one register has more than the other is copied by one call of the library
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
#include <algorithm>
#include <iterator>
#include <list>
#include <string>

namespace ss = seastar;

class register_book {
public:
    ss::future<> take_over(const register_book& other) {
        return ss::async([this, &other] {
            auto mine = entries_.begin();
            auto theirs = other.entries_.begin();
            while (theirs != other.entries_.end()) {
                ss::thread::maybe_yield();
                if (mine == entries_.end()) {
                    std::copy_if(theirs, other.entries_.end(), std::back_inserter(entries_),  // EXPECT: cpu-loop-on-executor
                                 [](const std::string& entry) { return !entry.empty(); });
                    return;
                }
                if (*theirs < *mine)
                    entries_.insert(mine, *theirs++);
                else
                    ++mine;
            }
        });
    }

private:
    std::list<std::string> entries_;
};
