// CASE: a timer closes a menu by a reference to the local pointer that was its name.
#include <boost/asio.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace desk {

struct Menu {
    void close();
    std::vector<std::string> entries;
};

class Window {
public:
    explicit Window(boost::asio::io_context& io) : idle_(io) {}

    void show(std::vector<std::string> entries) {
        auto* menu = new Menu{std::move(entries)};
        idle_.expires_after(std::chrono::seconds(20));
        idle_.async_wait([&menu](const boost::system::error_code& ec) {  // EXPECT: detached-captures-local
            if (!ec) {
                menu->close();
            }
        });
        menus_.push_back(menu);
    }

private:
    boost::asio::steady_timer idle_;
    std::vector<Menu*> menus_;
};

}  // namespace desk
