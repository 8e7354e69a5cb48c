// Test stub of Seastar: loops of futures.
#pragma once
#include <seastar/core/future.hh>
#include <cstddef>
namespace seastar {
template <typename R, typename F> future<> parallel_for_each(R &&, F) { __builtin_trap(); }
template <typename R, typename F> future<> max_concurrent_for_each(R &&, std::size_t, F) { __builtin_trap(); }
template <typename R, typename F> future<> do_for_each(R &, F) { __builtin_trap(); }
future<> maybe_yield();
}  // namespace seastar
