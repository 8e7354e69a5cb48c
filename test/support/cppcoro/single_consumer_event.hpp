// Test stub of cppcoro: setting the event resumes the coroutine that waits for it.
#pragma once
#include <stub/coroutine.h>

namespace cppcoro {

class single_consumer_event {
public:
  explicit single_consumer_event(bool initiallySet = false) noexcept;
  bool is_set() const noexcept;
  void set();
  void reset() noexcept;
  stub::awaiter<void> operator co_await() const noexcept;
};

}  // namespace cppcoro
