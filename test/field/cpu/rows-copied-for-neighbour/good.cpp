// CASE: the rows are copied bundle by bundle, and others may run in between
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace ss = seastar;

struct bundle {
    std::string key;
    std::list<std::string> rows;
};
using bundles = std::list<bundle>;

class courier {
public:
    ss::future<> pass_on(std::unique_ptr<const bundles> arrived, bool ours) {
        if (ours) {
            co_await keep(std::move(*const_cast<bundles*>(arrived.get())));
        } else {
            bundles copy;
            for (const bundle& one : *arrived) {
                copy.push_back(one);
                co_await ss::coroutine::maybe_yield();
            }
            co_await keep(std::move(copy));
        }
    }

private:
    ss::future<> keep(bundles all);
};
