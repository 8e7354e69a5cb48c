// TU-SET: good.cpp lib.cpp
#include "agency.hpp"

namespace travel {

coro::task<bool> agency::confirm(std::string trip) {
    int seats = 0;
    {
        auto guard = lock_table();
        seats = bookings_[trip].seats;
    }
    const bool yes = co_await ask_airline(trip, seats);
    auto guard = lock_table();
    bookings_[trip].confirmed = yes;
    co_return yes;
}

coro::task<void> agency::cancel(std::string trip) {
    auto guard = lock_table();
    bookings_.erase(trip);
    guard.unlock();
    co_await tell_airline(std::move(trip));
}

coro::task<int> agency::seats() {
    co_await tp_->schedule();
    int n = 0;
    auto guard = lock_table();
    for (const auto& [trip, booking] : bookings_) {
        n += booking.seats;
    }
    co_return n;
}

// An asynchronous mutex is made to be held here.
coro::task<void> agency::print_tickets() {
    auto turn = co_await printer_.scoped_lock();
    co_await tell_airline("printing");
}

} // namespace travel
