// TU-SET: bad.cpp gauges.cpp
// CASE: the start of a server is cast to void in a thread of the reactor, which could wait; listening begins before it.
#include "gauges.hpp"

#include <seastar/core/thread.hh>
#include <cstdio>
#include <exception>

namespace station {

class Main {
public:
    seastar::future<> run(Settings settings) {
        return seastar::async([this, settings = std::move(settings)] {
            settings_ = settings;
            openDoors();
            startGauges();
            std::puts("station is open");
        });
    }

    seastar::future<> stop() { return gauges_.stop(); }

private:
    void openDoors() { doors_.open(settings_.doors).get(); }

    void startGauges() {
        if (settings_.gaugePort == 0) {
            return;
        }
        GaugeConfig config;
        config.help = "what the station counts";
        config.prefix = settings_.prefix;
        (void)start(gauges_, config);  // EXPECT: unawaited-task|discarded-future|detached-task
        gauges_.listen(settings_.gaugePort).handle_exception([](std::exception_ptr) {
            std::puts("gauges do not listen");
            return seastar::make_ready_future<>();
        }).get();
    }

    Settings settings_;
    Doors doors_;
    GaugeServer gauges_;
};

} // namespace station
