// TU-SET: bad.cpp lib.cpp
// CASE: a helper returns the guard of a thread mutex; the coroutine awaits while it holds the guard.
#include "agency.hpp"

namespace travel {

coro::task<bool> agency::confirm(std::string trip) {
    auto guard = lock_table();
    auto& booking = bookings_[trip];
    booking.confirmed = co_await ask_airline(trip, booking.seats);  // EXPECT: lock-across-suspension
    co_return booking.confirmed;
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
