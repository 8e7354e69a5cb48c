// CASE: the entry of a crossing is kept by reference over the crossing; calling it off erases the entry meanwhile.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <string>
#include <unordered_map>
#include <utility>

namespace asio = boost::asio;

namespace ferry {

struct Crossing {
    std::string ship;
    int passengers = 0;
    bool landed = false;
};

class Harbour {
public:
    explicit Harbour(asio::any_io_executor ex) : ex_(std::move(ex)) {}

    asio::awaitable<void> cross(int number, std::string ship) {
        auto [entry, fresh] = crossings_.try_emplace(number, Crossing{std::move(ship)});
        if (!fresh) {
            co_return;
        }
        auto& crossing = entry->second;  // EXPECT: reference-across-suspension
        asio::steady_timer sea(ex_, std::chrono::minutes(20));  // EXPECT-ALT: reference-across-suspension
        co_await sea.async_wait(asio::use_awaitable);  // EXPECT-ALT: reference-across-suspension
        crossing.landed = true;  // EXPECT-ALT: reference-across-suspension
    }

    void callOff(int number) { crossings_.erase(number); }

private:
    asio::any_io_executor ex_;
    std::unordered_map<int, Crossing> crossings_;
};

}  // namespace ferry
