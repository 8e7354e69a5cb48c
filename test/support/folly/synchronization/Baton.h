// Test stub of folly: a signal that is given once, for threads.
#pragma once
#include <chrono>

namespace folly {

template <bool MayBlock = true, template <typename> class Atom = std::type_identity_t>
class Baton {
public:
  void post() noexcept;
  void wait() noexcept;
  bool try_wait() const noexcept;
  template <typename R, typename P> bool try_wait_for(const std::chrono::duration<R, P> &) noexcept;
};

}  // namespace folly
