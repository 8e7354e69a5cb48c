// TU-SET: bad.cpp child.cpp
// CASE: a coroutine forks the tool that writes the flash, and waits for the child on the thread of the bus
#include "child.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;

asio::awaitable<void> stop_host();
asio::awaitable<void> start_host();

asio::awaitable<bool> write_flash(std::string image) {
    co_await stop_host();
    const int status = run_child({"flashcp", "-v", image, "/dev/mtd0"});  // EXPECT: blocking-process
    co_await start_host();
    co_return status == 0;
}
