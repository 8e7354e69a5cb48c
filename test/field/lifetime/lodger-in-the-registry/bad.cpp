// CASE: the desk looks a lodger up, asks the bank, and then writes into the entry that moving out erases.
#include <seastar/core/future.hh>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace lodging {

struct Lodger {
    std::string name;
    long paid = 0;
};

seastar::future<long> askBank(std::string name);

class Registry {
public:
    seastar::future<bool> settle(int room) {
        auto found = lodgers_.find(room);
        if (found == lodgers_.end()) {
            return seastar::make_ready_future<bool>(false);
        }
        Lodger& lodger = found->second;
        return askBank(lodger.name).then([&lodger](long cents) {  // EXPECT: reference-across-suspension|detached-captures-local
            lodger.paid += cents;
            return true;
        });
    }

    void moveOut(int room) { lodgers_.erase(room); }

private:
    std::map<int, Lodger> lodgers_;
};

}  // namespace lodging
