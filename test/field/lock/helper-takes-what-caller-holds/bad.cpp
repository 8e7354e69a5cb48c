// CASE: a helper of the class looks a session up under the mutex of the class, which two of its callers hold already.
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::ip::udp;

namespace kiosk {

struct Guest {
    std::string name;
    udp::endpoint from;
    long seen = 0;
};

class Counter {
public:
    explicit Counter(asio::io_context& io) : socket_(io, udp::v4()) {}

    void onPacket(const std::string& name, udp::endpoint from, long now) {
        if (!last_ || last_->name != name) {
            std::lock_guard<std::mutex> lock(guestsMutex_);
            last_ = obtain(name, from);  // EXPECT: blocking-under-lock|callout-under-lock
        }
        last_->seen = now;
    }

    void expire(long now) {
        std::lock_guard<std::mutex> lock(guestsMutex_);
        std::erase_if(guests_, [now](const auto& g) { return g->seen + 60 < now; });
        report();  // EXPECT: blocking-under-lock|callout-under-lock
    }

private:
    std::shared_ptr<Guest> obtain(const std::string& name, udp::endpoint from) {
        std::lock_guard<std::mutex> lock(guestsMutex_);
        for (auto& g : guests_) {
            if (g->name == name) {
                return g;
            }
        }
        guests_.push_back(std::make_shared<Guest>(Guest{name, from}));
        return guests_.back();
    }
    std::size_t count() {
        std::lock_guard<std::mutex> lock(guestsMutex_);
        return guests_.size();
    }
    void report() { shown_ = count(); }

    udp::socket socket_;
    std::mutex guestsMutex_;
    std::vector<std::shared_ptr<Guest>> guests_;
    std::shared_ptr<Guest> last_;
    std::size_t shown_ = 0;
};

} // namespace kiosk
