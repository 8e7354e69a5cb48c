// CASE: a page of figures asks the node for its height, then for its peers, and then the market for a price
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
        figures all;
        all.height = co_await node_->latest_height();  // EXPECT-HINT: sequential-awaits
        all.peers = co_await node_->peer_count();  // EXPECT-ALT: sequential-awaits
        all.price = co_await market_->price_of(coin);  // EXPECT-ALT: sequential-awaits
        co_return render(all);
    }

private:
    std::shared_ptr<node_client> node_;
    std::shared_ptr<market> market_;
};
