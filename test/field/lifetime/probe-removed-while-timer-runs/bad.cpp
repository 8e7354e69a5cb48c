// CASE: probes live in a map and are erased when the setup changes; their timer's handler knows only raw 'this'.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;

namespace greenhouse {

class Probe {
public:
    Probe(asio::io_context& io, std::string name) : timer_(io), name_(std::move(name)) {}

    void read() {
        timer_.expires_after(std::chrono::seconds(1));
        timer_.async_wait([this](const boost::system::error_code& ec) {  // EXPECT: dangling-this|detached-captures-local
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

class House {
public:
    explicit House(asio::io_context& io) : io_(io) {}
    void add(const std::string& name) {
        auto probe = std::make_shared<Probe>(io_, name);
        probes_[name] = probe;
        probe->read();
    }
    void remove(const std::string& name) { probes_.erase(name); }

private:
    asio::io_context& io_;
    std::map<std::string, std::shared_ptr<Probe>> probes_;
};

} // namespace greenhouse
