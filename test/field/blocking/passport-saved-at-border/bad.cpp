// TU-SET: bad.cpp lib.cpp
// CASE: a timer of the loop renews a passport, and the copy of it is written to disk before the loop goes on
#include "passport.hpp"
#include <chrono>

traveller::~traveller() = default;

void traveller::start() {
    timer_.expires_after(std::chrono::minutes(12));
    timer_.async_wait([this](const boost::system::error_code& ec) {
        if (ec)
            return;
        update();  // EXPECT: blocking-file-io
        start();
    });
}

void traveller::update() {
    std::vector<char> bytes;
    {
        std::lock_guard hold(guard_);
        own_.visas.assign({"seen"});
        bytes = own_.encoded();
    }
    passport::save(file_, bytes);
}

int main() {
    boost::asio::io_context loop(1);
    traveller one(loop, "passport.dat");
    one.start();
    loop.run();
}
