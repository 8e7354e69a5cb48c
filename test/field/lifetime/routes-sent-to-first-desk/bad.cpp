// CASE: a plain function parses its list and sends a lambda with a reference to it to another core; it returns at once.
#include <seastar/core/future.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/smp.hh>
#include <string>
#include <utility>
#include <vector>

namespace post {

struct Route {
    std::string from;
    std::string to;
};

std::vector<Route> parse(const std::string& text);

class Desk {
public:
    seastar::future<> enter(const std::vector<Route>& routes);
    seastar::future<std::size_t> count() const;
};

class Office {
public:
    seastar::future<> publish(const std::string& text) {
        const auto routes = parse(text);
        return seastar::smp::submit_to(0, [this, &routes] {  // EXPECT: detached-captures-local
            return desks_.local().enter(routes);
        });
    }

    seastar::future<std::size_t> countAt(unsigned core) {
        return seastar::smp::submit_to(core, [this] { return desks_.local().count(); });
    }

private:
    seastar::sharded<Desk> desks_;
};

}  // namespace post
