// CASE: the weather of all towers is asked for one after the other, each over its own connection
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;

struct weather {
    double wind = 0;
    double rain = 0;
};

class tower {
public:
    asio::awaitable<weather> ask() const;
    const std::string& name() const { return name_; }

private:
    std::string name_;
};

class coast {
public:
    asio::awaitable<std::map<std::string, weather>> look_around() {
        std::map<std::string, weather> all;
        for (const auto& [place, one] : towers_)
            all.emplace(place, co_await one->ask());  // EXPECT-HINT: await-in-loop
        co_return all;
    }

private:
    std::map<std::string, std::shared_ptr<const tower>> towers_;
};
