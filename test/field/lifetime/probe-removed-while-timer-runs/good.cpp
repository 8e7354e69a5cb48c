#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;

namespace greenhouse {

class Probe : public std::enable_shared_from_this<Probe> {
public:
    Probe(asio::io_context& io, std::string name) : timer_(io), name_(std::move(name)) {}

    void read() {
        timer_.expires_after(std::chrono::seconds(1));
        timer_.async_wait([this, weak = weak_from_this()](const boost::system::error_code& ec) {
            auto self = weak.lock();
            if (!self) {
                return;
            }
            if (ec) {
                ++errors_;
            }
            read();
        });
    }

private:
    asio::steady_timer timer_;
    std::string name_;
    int errors_ = 0;
};

// The end of the timer cancels the wait, and the handler looks at that before it touches anything.
class Clock {
public:
    explicit Clock(asio::io_context& io) : timer_(io) {}
    void tick() {
        timer_.expires_after(std::chrono::seconds(1));
        timer_.async_wait([this](const boost::system::error_code& ec) {
            if (ec == asio::error::operation_aborted) {
                return;
            }
            ++ticks_;
            tick();
        });
    }

private:
    asio::steady_timer timer_;
    long ticks_ = 0;
};

class House {
public:
    explicit House(asio::io_context& io) : io_(io) {}
    void add(const std::string& name) {
        auto probe = std::make_shared<Probe>(io_, name);
        probes_[name] = probe;
        probe->read();
        clocks_[name] = std::make_unique<Clock>(io_);
        clocks_[name]->tick();
    }
    void remove(const std::string& name) {
        probes_.erase(name);
        clocks_.erase(name);
    }

private:
    asio::io_context& io_;
    std::map<std::string, std::shared_ptr<Probe>> probes_;
    std::map<std::string, std::unique_ptr<Clock>> clocks_;
};

} // namespace greenhouse
