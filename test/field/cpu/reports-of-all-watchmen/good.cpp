// CASE: between two reports others may run
#include <folly/coro/Task.h>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

folly::coro::Task<std::vector<std::pair<std::string, std::string>>> read_range(std::string from, std::string to);

class merged_page {
public:
    void absorb(const nlohmann::json& part) {
        for (const auto& [name, value] : part.items())
            if (value.is_number())
                all_[name] = all_.value(name, 0.0) + value.get<double>();
            else
                all_[name] = value;
    }
    nlohmann::json take() { return std::move(all_); }

private:
    nlohmann::json all_ = nlohmann::json::object();
};

folly::coro::Task<std::string> page_of_the_watch(std::string post) {
    auto rows = co_await read_range(post, post + "~");
    merged_page page;
    for (const auto& [key, value] : rows) {
        nlohmann::json report = nlohmann::json::parse(value);
        co_await folly::coro::co_reschedule_on_current_executor;
        page.absorb(report);
        co_await folly::coro::co_reschedule_on_current_executor;
    }
    co_return page.take().dump();
}
