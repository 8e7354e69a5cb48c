// CASE: the error of a failed future is taken for the question and again for the log: the second time it is empty.
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
        if (f.failed() && !is_closing(f.get_exception())) {
            complain(jar, f.get_exception());  // EXPECT: double-await
        }
    });
}

seastar::future<int> heavier(std::string jar) {
    auto weight = weigh(std::move(jar));
    const int first = co_await std::move(weight);
    if (first > 0) {
        co_return first;
    }
    co_return co_await std::move(weight);  // EXPECT: double-await
}

} // namespace larder
