// TU-SET: good.cpp lib.cpp
// CASE: a thread writes the copy; a second one is begun when the first is done
#include "passport.hpp"
#include <chrono>

traveller::~traveller() {
    if (saving_.valid())
        saving_.wait();
}

void traveller::start() {
    timer_.expires_after(std::chrono::minutes(12));
    timer_.async_wait([this](const boost::system::error_code& ec) {
        if (ec)
            return;
        update();
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
    if (saving_.valid() && saving_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return;  // the next round writes it
    saving_ = std::async(std::launch::async, [file = file_, bytes = std::move(bytes)] { passport::save(file, bytes); });
}

int main() {
    boost::asio::io_context loop(1);
    traveller one(loop, "passport.dat");
    one.start();
    loop.run();
}
