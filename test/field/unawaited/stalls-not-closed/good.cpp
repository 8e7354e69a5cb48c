// CASE (corrected): each stall is awaited.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <optional>
#include <string>
#include <utility>

namespace market {

struct Stall {
    std::optional<seastar::future<>> sale;
};

seastar::future<> end_sale(Stall& stall, std::string why);
void log_line(const std::string& text);

class Market {
public:
    seastar::future<> close() {
        log_line("closing");
        co_await end_sale(cheese_, "cheese");
        auto rest = end_sale(bread_, "bread");
        co_await end_sale(fish_, "fish");
        co_await std::move(rest);
        log_line("closed");
        co_return;
    }

private:
    Stall cheese_;
    Stall fish_;
    Stall bread_;
};

}  // namespace market
