#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace net {

struct Patch { int id = 0; std::string host; };

asio::awaitable<bool> remove_route(int id);
asio::awaitable<bool> add_route(int id, std::string gateway);

asio::awaitable<bool> replace_route(int id, std::string_view gateway);
asio::awaitable<bool> replace_owned(int id, std::string gateway);
asio::awaitable<void> replace_all(std::vector<Patch> patches);

} // namespace net
