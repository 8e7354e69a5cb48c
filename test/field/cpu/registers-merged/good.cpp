// CASE: the rest is copied by the same loop, which lets others run
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
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
                if (mine == entries_.end() || *theirs < *mine)
                    entries_.insert(mine, *theirs++);
                else
                    ++mine;
            }
        });
    }

private:
    std::list<std::string> entries_;
};
