// CASE: an initiation that an awaitable runs later takes the options, a parameter by value, by reference.
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <string>
#include <utility>

namespace courier {

namespace asio = boost::asio;

struct Options {
    bool insured = false;
    int tries = 3;
};

class Van {
public:
    void load(const std::string& parcel, Options options, std::function<void()> done);
};

asio::awaitable<void> send(Van& van, std::string parcel, Options options) {
    if (options.tries == 0) {
        options.tries = 1;
    }
    return asio::async_initiate<const asio::use_awaitable_t<>&, void()>(
        [&](auto handler) {  // EXPECT: detached-captures-local
            auto shared = std::make_shared<decltype(handler)>(std::move(handler));
            van.load(parcel, options, [shared] { std::move (*shared)(); });
        },
        asio::use_awaitable);
}

asio::awaitable<void> sendTwice(Van& van, std::string parcel) {
    auto first = send(van, parcel, Options{});
    co_await std::move(first);
    co_await send(van, parcel, Options{true, 1});
}

} // namespace courier
