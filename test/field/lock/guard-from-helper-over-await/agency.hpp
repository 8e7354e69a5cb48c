#pragma once
#include <coro/coro.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace travel {

struct booking { int seats = 0; bool confirmed = false; };
coro::task<bool> ask_airline(std::string trip, int seats);
coro::task<void> tell_airline(std::string text);

class agency {
public:
    explicit agency(std::shared_ptr<coro::thread_pool> tp) : tp_(std::move(tp)) {}
    coro::task<bool> confirm(std::string trip);
    coro::task<void> cancel(std::string trip);
    coro::task<int> seats();
    coro::task<void> print_tickets();

private:
    [[nodiscard]] std::unique_lock<std::mutex> lock_table();

    std::shared_ptr<coro::thread_pool> tp_;
    std::mutex mutex_;
    std::map<std::string, booking> bookings_;
    coro::mutex printer_;
    unsigned taken_ = 0;
};

} // namespace travel
