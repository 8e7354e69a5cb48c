// TU-SET: good.cpp child.cpp
// CASE: a thread beside the loop runs the tool
#include "child.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;

asio::awaitable<void> stop_host();
asio::awaitable<void> start_host();

asio::awaitable<int> run_tool(std::string image) {
    co_return run_child({"flashcp", "-v", image, "/dev/mtd0"});
}

asio::awaitable<bool> write_flash(asio::thread_pool& tools, std::string image) {
    co_await stop_host();
    const int status = co_await asio::co_spawn(tools, run_tool(image), asio::use_awaitable);
    co_await start_host();
    co_return status == 0;
}
