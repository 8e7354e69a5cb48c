// CASE: when no heading can be made the body is closed first, and the continuation refers to the local result.
#include <seastar/core/future.hh>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace post {

struct Heading {
    bool ok = false;
    std::error_code error;
    std::string text;
    explicit operator bool() const { return ok; }
};
struct Body {
    seastar::future<> close();
};
Heading make_heading(const std::string& to, std::size_t length);
seastar::future<> send(Heading heading, Body body);

seastar::future<> post(std::string to, Body body, std::size_t length) {
    auto heading = make_heading(to, length);
    if (!heading) {
        return body.close().then([&heading] {  // EXPECT: detached-captures-local
            return seastar::make_exception_future<>(std::system_error(heading.error));
        });
    }
    return send(std::move(heading), std::move(body));
}

}  // namespace post
