// CASE: the catalogue of all shelves and their books becomes one text before it is sent
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
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
        nlohmann::json all;
        for (const auto& [shelf, books] : shelves_)  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
            for (const auto& [isbn, one] : books)
                all[shelf][isbn] = {{"title", one.title}, {"year", one.year}};
        co_await send(all.dump());  // EXPECT-ALT: heavy-call-on-executor
    }

private:
    ss::future<> send(std::string text);
    std::map<std::string, std::map<std::string, book>> shelves_;
};
