#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <exception>
#include <string>
#include <utility>

namespace larder {

seastar::future<> throw_out(std::string jar);
seastar::future<int> weigh(std::string jar);
bool is_closing(std::exception_ptr e);
void complain(const std::string& jar, std::exception_ptr e);

seastar::future<> tidy(std::string jar) {
    auto gone = throw_out(jar);
    return gone.then_wrapped([jar](seastar::future<> f) {
        if (f.failed()) {
            auto e = f.get_exception();
            if (!is_closing(e)) {
                complain(jar, e);
            }
        }
    });
}

seastar::future<int> heavier(std::string jar) {
    auto weight = weigh(jar);
    const int first = co_await std::move(weight);
    if (first > 0) {
        co_return first;
    }
    weight = weigh(std::move(jar));
    co_return co_await std::move(weight);
}

// One of two branches takes the error.
seastar::future<> sweep(std::string jar) {
    return throw_out(jar).then_wrapped([jar](seastar::future<> f) {
        if (!f.failed()) {
            f.ignore_ready_future();
        } else {
            complain(jar, f.get_exception());
        }
    });
}

} // namespace larder
