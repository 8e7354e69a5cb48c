// CASE: a handler takes the request by value and returns the future of a chain that its member coroutine began.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <string>
#include <utility>
#include <vector>

namespace desk {

struct Reply {
    std::vector<std::string> names;
};

seastar::future<std::vector<std::string>> names_of(const std::string& user);
seastar::future<bool> known(std::string user);

class Request {
public:
    explicit Request(std::string user) : user_(std::move(user)) {}
    seastar::future<std::vector<std::string>> dispatch() {
        if (!co_await known(user_)) {
            co_return std::vector<std::string>{};
        }
        co_return co_await names_of(user_);
    }

private:
    std::string user_;
};

seastar::future<Reply> get_names(Request rq, Reply rp) {
    return rq.dispatch().then([rp = std::move(rp)](std::vector<std::string> names) mutable {  // EXPECT: dangling-this
        rp.names = std::move(names);
        return std::move(rp);
    });
}

}  // namespace desk
