// CASE: another thread asks, and the pulse only looks whether it has an answer
#include <miniupnpc/miniupnpc.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <future>
#include <string>

namespace asio = boost::asio;

class porter {
public:
    explicit porter(asio::io_context& loop) : timer_(loop) {}

    void pulse() {
        timer_.expires_after(std::chrono::seconds(10));
        timer_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            if (!answer_.valid())
                answer_ = std::async(std::launch::async, look);
            else if (answer_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
                found_ = found_ || answer_.get();
            pulse();
        });
    }

private:
    static bool look() {
        int error = 0;
        UPNPDev* devices = upnpDiscover(2000, nullptr, nullptr, 0, 0, 2, &error);
        const bool found = devices != nullptr;
        freeUPNPDevlist(devices);
        return found;
    }

    asio::steady_timer timer_;
    std::future<bool> answer_;
    bool found_ = false;
};
