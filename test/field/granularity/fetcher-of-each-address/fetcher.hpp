#pragma once
#include <functional>
#include <string>
#include <thread>

class fetcher {
public:
    using done = std::function<void(std::string)>;
    fetcher(std::string address, done tell);
    ~fetcher();
    void start();

private:
    void fetch();
    std::string address_;
    done tell_;
    std::thread thread_;
};
