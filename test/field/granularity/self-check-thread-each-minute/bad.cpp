// CASE: the listener starts a short thread for each self-check; when checks are slow, they pile up
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

void check_lighthouse(std::string socket_name) {
    if (!answers(socket_name))
        stopping = true;
}

void start_check(const std::string& socket_name) {
    std::thread check(check_lighthouse, socket_name);  // EXPECT: thread-per-item|detached-task
    check.detach();  // EXPECT-ALT: thread-per-item|detached-task
}

void listen_loop(int fd, const std::string& socket_name) {
    auto last = std::chrono::steady_clock::now();
    while (!stopping) {  // EXPECT-ALT: thread-per-item
        pollfd ready{fd, POLLIN, 0};
        ::poll(&ready, 1, 10000);
        const auto now = std::chrono::steady_clock::now();
        if (now - last >= std::chrono::minutes(1)) {
            start_check(socket_name);  // EXPECT-ALT: thread-per-item
            last = now;
        }
    }
}
