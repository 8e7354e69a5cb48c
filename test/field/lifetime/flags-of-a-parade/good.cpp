// The lambda owns what it needs.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace parade {

void raise(asio::io_context& loop, std::vector<std::string> flags, std::chrono::seconds apart) {
    std::string street = flags.empty() ? "nowhere" : flags.front();
    asio::co_spawn(loop, [&loop, flags = std::move(flags), apart, street = std::move(street)]() -> asio::awaitable<void> {
        asio::steady_timer timer(loop);
        for (const auto& flag : flags) {
            std::printf("%s: %s\n", street.c_str(), flag.c_str());
            timer.expires_after(apart);
            co_await timer.async_wait(asio::use_awaitable);
        }
    }, [](std::exception_ptr error) {
        if (error) {
            std::rethrow_exception(error);
        }
    });
}

}  // namespace parade

int main() {
    asio::io_context loop;
    parade::raise(loop, {"red", "blue"}, std::chrono::seconds(1));
    loop.run();
}
