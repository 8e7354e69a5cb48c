// TU-SET: good.cpp papers.cpp
// CASE: a thread of its own writes the papers
#include "papers.hpp"
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace asio = boost::asio;

class traveller {
public:
    explicit traveller(asio::io_context& service) : timer_(service), saver_([this] { save_changes(); }) {}
    ~traveller() {
        {
            std::lock_guard hold(m_);
            done_ = true;
        }
        changed_.notify_one();
        saver_.join();
    }

    void schedule() {
        timer_.expires_after(std::chrono::minutes(12));
        timer_.async_wait(std::bind(&traveller::on_timer, this, std::placeholders::_1));
    }

private:
    void on_timer(const boost::system::error_code& ec) {
        if (ec)
            return;
        if (crowded()) {
            {
                std::lock_guard hold(m_);
                papers_.renew(++version_);
                unsaved_ = papers_;
            }
            changed_.notify_one();
        }
        schedule();
    }
    void save_changes() {
        std::unique_lock hold(m_);
        while (!done_) {
            changed_.wait(hold, [this] { return done_ || unsaved_; });
            if (!unsaved_)
                continue;
            const papers copy = std::move(*unsaved_);
            unsaved_.reset();
            hold.unlock();
            copy.save("traveller.info");
            hold.lock();
        }
    }
    bool crowded() const;

    asio::steady_timer timer_;
    std::mutex m_;
    std::condition_variable changed_;
    papers papers_;
    std::optional<papers> unsaved_;
    unsigned version_ = 0;
    bool done_ = false;
    std::thread saver_;
};
