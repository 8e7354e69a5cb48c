#pragma once
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>

namespace theatre {

namespace asio = boost::asio;

struct Play {
    std::string title;
    int acts = 0;
};

class Studio {
public:
    asio::awaitable<int> learn(std::string title);
};

class Actor {
public:
    Actor(Studio& studio, std::string title);
    asio::awaitable<Play> play();

private:
    Studio& studio_;
    std::string title_;
};

class Stage {
public:
    explicit Stage(Studio& studio) : studio_(studio) {}
    asio::awaitable<Play> perform(const std::string& title);
    asio::awaitable<Play> rehearse(std::string title);

private:
    Studio& studio_;
};

} // namespace theatre
