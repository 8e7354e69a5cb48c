// TU-SET: bad.cpp papers.cpp
// CASE: each change of the papers, found out by a timer of the service, writes them to disk at once
#include "papers.hpp"
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <functional>
#include <mutex>

namespace asio = boost::asio;

class traveller {
public:
    explicit traveller(asio::io_context& service) : timer_(service) {}

    void schedule() {
        timer_.expires_after(std::chrono::minutes(12));
        timer_.async_wait(std::bind(&traveller::on_timer, this, std::placeholders::_1));
    }

private:
    void on_timer(const boost::system::error_code& ec) {
        if (ec)
            return;
        if (crowded())
            update();  // EXPECT: blocking-file-io
        schedule();
    }
    void update() {
        {
            std::lock_guard hold(m_);
            papers_.renew(++version_);
        }
        papers_.save("traveller.info");
    }
    bool crowded() const;

    asio::steady_timer timer_;
    std::mutex m_;
    papers papers_;
    unsigned version_ = 0;
};
