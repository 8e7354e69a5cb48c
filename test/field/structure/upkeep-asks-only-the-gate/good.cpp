#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace orchard {

using namespace std::chrono_literals;
seastar::future<> prune(std::string tree, seastar::abort_source& as);
void complain(std::exception_ptr e);

struct change { std::string tree; bool local = false; };

class gardener {
public:
    seastar::future<> work(std::vector<change>& changes, seastar::abort_source& as) {
        auto it = changes.begin();
        bool stop = false;
        while (!(stop || it == changes.end())) {
            as.check();
            const bool done = co_await settle(*it);
            if (done) {
                ++it;
            }
            co_await seastar::sleep(100ms);
            stop = changes.empty();
        }
        ++rounds_;
    }

    seastar::future<bool> candidates(std::vector<std::string> trees, seastar::abort_source& as) {
        std::vector<std::string> mine;
        for (auto& tree : trees) {
            if (co_await owned(tree)) {
                mine.push_back(tree);
            }
        }
        for (auto& tree : mine) {
            co_await prune(tree, as);
        }
        co_return true;
    }

private:
    seastar::future<bool> settle(const change& c);
    seastar::future<bool> owned(const std::string& tree);
    int rounds_ = 0;
};

} // namespace orchard
