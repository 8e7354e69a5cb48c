// CASE: a reference to an entry of a state that is replaced as a whole when it is loaded anew.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <string>
#include <unordered_map>
#include <utility>

namespace theatre {

struct actor { std::string part; bool ready = false; };
struct company {
    std::unordered_map<int, actor> actors;
    int season = 0;
};
seastar::future<company> load_company();
seastar::future<> rehearse(std::string part);
void warn(const std::string& part);

class stage {
public:
    seastar::future<bool> cue(int id) {
        auto it = company_.actors.find(id);
        if (it == company_.actors.end()) {
            co_return false;
        }
        const auto& who = it->second;  // EXPECT: reference-across-suspension
        if (!who.ready) {
            warn(who.part);
        }
        co_await rehearse(who.part);
        co_return who.ready;
    }

    seastar::future<> reload() {
        company_ = co_await load_company();
    }

private:
    company company_;
};

} // namespace theatre
