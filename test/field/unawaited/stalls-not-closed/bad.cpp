// CASE: closing a market starts the closing of the cheese and the fish stalls, but waits for one of them only.
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
        end_sale(fish_, "fish");  // EXPECT: unawaited-task
        auto rest = end_sale(bread_, "bread");  // EXPECT: unawaited-task
        log_line("closed");
        co_return;
    }

private:
    Stall cheese_;
    Stall fish_;
    Stall bread_;
};

}  // namespace market
