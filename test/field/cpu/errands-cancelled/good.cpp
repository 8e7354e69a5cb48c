// CASE: after so many errands the reactor may run the tasks that were woken
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <map>
#include <memory>
#include <string>

namespace ss = seastar;

struct errand {
    int partner = 0;
    std::string text;
    ss::promise<> done;
    void give_up() { done.set_value(); }
};

class desk {
public:
    ss::future<> partner_left(int partner) {
        int id = 0;
        for (auto at = errands_.begin(); at != errands_.end(); at = errands_.upper_bound(id)) {
            id = at->first;
            if (at->second->partner == partner)
                at->second->give_up();
            co_await ss::coroutine::maybe_yield();
        }
        co_await gate_.close();
    }

private:
    ss::gate gate_;
    std::map<int, std::shared_ptr<errand>> errands_;
};
