#include <async_simple/coro/Lazy.h>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace harbour {

using async_simple::coro::Lazy;
struct Ship { std::string flag; int crew = 0; bool inPort = false; };

Lazy<std::string> askPilot(std::string name);
Lazy<void> signal(std::string text);

class Register {
public:
    /// Others call it while coroutines of this register are suspended.
    void leave(const std::string& name) { ships_.erase(name); }

    Lazy<void> arrive(std::string name, int crew) {
        ships_[name].crew = crew;
        const std::string flag = co_await askPilot(name);
        auto it = ships_.find(name);
        if (it == ships_.end()) {
            co_return;
        }
        auto& ship = it->second;
        ship.flag = flag;
        ship.inPort = true;
        std::printf("%s is in port\n", name.c_str());
    }

    Lazy<bool> greet(std::string name) {
        auto it = ships_.find(name);
        if (it == ships_.end()) {
            co_return false;
        }
        co_await signal("welcome " + it->second.flag);
        it = ships_.find(name);
        if (it != ships_.end()) {
            it->second.inPort = true;
        }
        co_return it != ships_.end();
    }

    // Used up before the suspension.
    Lazy<void> salute(std::string name) {
        const auto& ship = ships_.at(name);
        const std::string text = ship.flag + " ahoy, " + std::to_string(ship.crew);
        co_await signal(text);
    }

    // The shared_ptr keeps what it points to.
    Lazy<void> inspect() {
        auto chart = chart_;
        co_await signal(*chart);
        std::puts(chart->c_str());
    }

private:
    std::map<std::string, Ship> ships_;
    std::shared_ptr<std::string> chart_ = std::make_shared<std::string>("north");
};

} // namespace harbour
