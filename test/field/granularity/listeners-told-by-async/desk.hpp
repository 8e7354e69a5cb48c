#pragma once
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <vector>

struct telegram {
    int kind = 0;
    std::string text;
};

class line {
public:
    bool receive(telegram& into);
};

class desk {
public:
    using listener = std::function<void(const telegram&)>;
    void subscribe(int kind, listener one);
    void work(line& from);

private:
    void hand_out(const telegram& news);
    void call_back(std::function<void()> what);

    std::mutex m_;
    std::multimap<int, listener> listeners_;
    std::vector<std::future<void>> pending_;
};
