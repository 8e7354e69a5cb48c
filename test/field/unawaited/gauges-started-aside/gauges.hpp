#pragma once
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <string>

namespace station {

struct Settings {
    std::string prefix = "station";
    int doors = 4;
    unsigned short gaugePort = 9180;
};

struct GaugeConfig {
    std::string help;
    std::string prefix;
};

class GaugeServer {
public:
    seastar::future<> addRoutes(const std::string& prefix, const std::string& help);
    seastar::future<> listen(unsigned short port);
    seastar::future<> stop();
};

class Doors {
public:
    seastar::future<> open(int count);
};

seastar::future<> start(GaugeServer& server, GaugeConfig config);

} // namespace station
