// CASE: one thread lives as long as the listener, and does one check after the other
#include <poll.h>
#include <atomic>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

std::atomic<bool> stopping{false};

bool answers(const std::string& socket_name) {
    std::ifstream in(socket_name);
    std::string line;
    return static_cast<bool>(std::getline(in, line));
}

void check_each_minute(const std::string& socket_name) {
    auto last = std::chrono::steady_clock::now();
    while (!stopping) {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        const auto now = std::chrono::steady_clock::now();
        if (now - last < std::chrono::minutes(1))
            continue;
        last = now;
        if (!answers(socket_name))
            stopping = true;
    }
}

void listen_loop(int fd, const std::string& socket_name) {
    std::jthread checker([socket_name] { check_each_minute(socket_name); });
    while (!stopping) {
        pollfd ready{fd, POLLIN, 0};
        ::poll(&ready, 1, 10000);
    }
}
