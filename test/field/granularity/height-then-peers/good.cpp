// CASE: a page of figures asks the node and the market at the same time
#include <coro/coro.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

struct figures {
    std::uint64_t height = 0;
    unsigned peers = 0;
    double price = 0;
};

class node_client {
public:
    coro::task<std::uint64_t> latest_height();
    coro::task<unsigned> peer_count();
};

class market {
public:
    coro::task<double> price_of(std::string coin);
};

std::string render(const figures& of);

class dashboard {
public:
    dashboard(std::shared_ptr<node_client> node, std::shared_ptr<market> prices)
        : node_(std::move(node)), market_(std::move(prices)) {}
    coro::task<std::string> page(std::string coin) {
        if (coin.empty())
            co_return "no coin";
        auto [height, peers, price] =
            co_await coro::when_all(node_->latest_height(), node_->peer_count(), market_->price_of(coin));
        const figures all{height.return_value(), peers.return_value(), price.return_value()};
        co_return render(all);
    }

private:
    std::shared_ptr<node_client> node_;
    std::shared_ptr<market> market_;
};
