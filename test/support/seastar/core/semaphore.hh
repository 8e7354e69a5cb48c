// Test stub of Seastar: permits, which their holder gives back when it dies.
#pragma once
#include <seastar/core/future.hh>

#include <cstddef>

namespace seastar {

template <typename ExceptionFactory = int, typename Clock = int>
class semaphore_units {
public:
  semaphore_units(semaphore_units &&) noexcept;
  ~semaphore_units();
};

template <typename ExceptionFactory = int, typename Clock = int>
class basic_semaphore {
public:
  explicit basic_semaphore(std::size_t count);
};
using semaphore = basic_semaphore<>;

template <typename E, typename C>
future<semaphore_units<E, C>> get_units(basic_semaphore<E, C> &, std::size_t units);

}  // namespace seastar
