#include "roster.hpp"

namespace crew {

seastar::future<seastar::semaphore_units> roster::take_update_permit() {
    return seastar::get_units(update_permits_, 1);
}

seastar::future<> roster::announce(std::string name) {
    log_line(name);
    return peers_.invoke_on_all([name](peer& p) { return p.learn(name); });
}

} // namespace crew
