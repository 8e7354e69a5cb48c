// CASE: before it goes, a member says goodbye to all others, one after the other; one that does not answer holds up the rest
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <set>
#include <string>

namespace ss = seastar;

ss::future<> send_farewell(std::string to, std::string from, int generation);
void complain(const std::string& about);

class member {
public:
    ss::future<> leave() {
        const int generation = generation_;
        auto others = others_;
        for (const std::string& other : others) {  // EXPECT-HINT: await-in-loop
            try {
                co_await send_farewell(other, name_, generation);  // EXPECT-ALT: await-in-loop
            } catch (...) {
                complain(other);
            }
        }
        co_await ss::sleep(std::chrono::seconds(2));
    }

private:
    std::string name_;
    int generation_ = 0;
    std::set<std::string> others_;
};
