#include "routes.hpp"

namespace net {

asio::awaitable<bool> replace_route(int id, std::string_view gateway) {
    if (!co_await remove_route(id)) {
        co_return false;
    }
    co_return co_await add_route(id, std::string(gateway));
}

asio::awaitable<bool> replace_owned(int id, std::string gateway) {
    co_return co_await replace_route(id, gateway);
}

asio::awaitable<void> replace_all(std::vector<Patch> patches) {
    for (const auto& p : patches) {
        const std::string gateway = p.host + ".local";
        co_await replace_route(p.id, gateway);
    }
}

} // namespace net
