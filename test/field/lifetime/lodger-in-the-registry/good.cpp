// The entry is shared, and outlives its place in the list.
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
        return askBank(found->second->name).then([lodger = found->second](long cents) {
            lodger->paid += cents;
            return true;
        });
    }

    void moveOut(int room) { lodgers_.erase(room); }

private:
    std::map<int, std::shared_ptr<Lodger>> lodgers_;
};

}  // namespace lodging
