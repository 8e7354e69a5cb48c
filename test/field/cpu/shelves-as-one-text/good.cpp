// CASE: each shelf is sent by itself, and after each book others may run
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <nlohmann/json.hpp>
#include <map>
#include <string>

namespace ss = seastar;

struct book {
    std::string title;
    int year = 0;
};

class library {
public:
    ss::future<> publish() {
        for (const auto& [shelf, books] : shelves_) {
            co_await send("{\"" + shelf + "\": {");
            for (const auto& [isbn, one] : books) {
                co_await send("\"" + isbn + "\": " + nlohmann::json{{"title", one.title}, {"year", one.year}}.dump() + ",");
                co_await ss::coroutine::maybe_yield();
            }
            co_await send("}}\n");
        }
    }

private:
    ss::future<> send(std::string text);
    std::map<std::string, std::map<std::string, book>> shelves_;
};
