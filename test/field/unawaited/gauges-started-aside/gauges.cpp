#include "gauges.hpp"

#include <stdexcept>

namespace station {

seastar::future<> start(GaugeServer& server, GaugeConfig config) {
    if (config.prefix.empty()) {
        throw std::invalid_argument("gauges need a prefix");
    }
    co_await server.addRoutes("/" + config.prefix, config.help);
}

} // namespace station
