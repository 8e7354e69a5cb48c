#include "lines.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/coroutine/maybe_yield.hh>

seastar::future<> line_registry::for_each_gently(std::function<void(std::uint64_t, const bus_line&)> visit) const {
    for (const auto& [id, line] : lines_) {
        visit(id, line);
        co_await seastar::coroutine::maybe_yield();
    }
}
