// TU-SET: good.cpp lib.cpp
#include "routes.hpp"

#include <boost/asio/co_spawn.hpp>
#include <cstdio>
#include <exception>

namespace net {

struct Report {
    void operator()(std::exception_ptr e, bool ok = true) const { std::puts(e || !ok ? "not changed" : "changed"); }
};

void change(asio::any_io_executor ex, const Patch& patch) {
    std::string gateway = patch.host + ".local";
    if (gateway.size() > 253) {
        std::puts("too long");
        return;
    }
    asio::co_spawn(ex, replace_owned(patch.id, std::move(gateway)), Report{});
}

asio::awaitable<bool> change_now(Patch patch) {
    std::string gateway = patch.host + ".local";
    co_return co_await replace_route(patch.id, gateway);  // the frame keeps the string
}

// Literals live for ever.
void reset(asio::any_io_executor ex) { asio::co_spawn(ex, replace_route(0, "default.local"), Report{}); }

void change_all(asio::any_io_executor ex, std::vector<Patch> patches) {
    asio::co_spawn(ex, replace_all(std::move(patches)), Report{});
}

} // namespace net
