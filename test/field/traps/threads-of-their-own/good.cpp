// Threads that sleep, poll, read and wait, next to a loop on the main thread: the loop only hears of results.
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

class thermometer {
public:
    thermometer(asio::io_context& io, std::function<void(int)> changed)
        : io_(io), changed_(std::move(changed)), thread_([this](std::stop_token stop) { watch(stop); }) {}

private:
    void watch(std::stop_token stop) {
        int before = 0;
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(500ms);
            const int now = read_degrees();
            if (now == before)
                continue;
            before = now;
            asio::post(io_, [this, now] { changed_(now); });
        }
    }
    static int read_degrees() {
        std::ifstream in("/sys/class/thermal/thermal_zone0/temp");
        int degrees = 0;
        in >> degrees;
        return degrees;
    }

    asio::io_context& io_;
    std::function<void(int)> changed_;
    std::jthread thread_;
};

int ask_loop(asio::io_context& io, const int& value) {
    std::promise<int> answer;
    auto result = answer.get_future();
    asio::post(io, [&] { answer.set_value(value); });
    return result.get();
}

int main() {
    asio::io_context io;
    auto work = asio::make_work_guard(io);
    int latest = 0;
    thermometer t(io, [&latest](int degrees) { latest = degrees; });
    std::thread console([&] {
        for (std::string line; std::getline(std::cin, line) && line != "quit";)
            std::printf("%d\n", ask_loop(io, latest));
        work.reset();
        io.stop();
    });
    io.run();
    console.join();
}
