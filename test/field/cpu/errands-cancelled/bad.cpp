// CASE: when a partner leaves, all errands for him are given up in one go, and each wakes its task
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <functional>
#include <list>
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
        for (auto& [id, one] : errands_)  // EXPECT: cpu-loop-on-executor
            if (one->partner == partner)
                one->give_up();
        co_await gate_.close();
    }

private:
    ss::gate gate_;
    std::map<int, std::shared_ptr<errand>> errands_;
};
