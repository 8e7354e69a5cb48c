// Test stub of cppcoro: what a task waits for without a lock: events, a latch, and the sequence of a ring buffer.
#pragma once
#include <stub/coroutine.h>

#include <cstddef>
#include <cstdint>

namespace cppcoro {

class async_manual_reset_event {
public:
  void set() noexcept;
  stub::awaiter<void> operator co_await() const noexcept;
};
class async_latch {
public:
  explicit async_latch(std::ptrdiff_t initialCount) noexcept;
  void count_down(std::ptrdiff_t n = 1) noexcept;
  stub::awaiter<void> operator co_await() const noexcept;
};

template <class SEQUENCE, class SCHEDULER> class sequence_barrier_wait_operation : public stub::awaiter<SEQUENCE> {};
template <class SEQUENCE = std::size_t>
class sequence_barrier {
public:
  template <class SCHEDULER>
  [[nodiscard]] sequence_barrier_wait_operation<SEQUENCE, SCHEDULER> wait_until_published(SEQUENCE, SCHEDULER &) const noexcept;
};

template <class SEQUENCE, class SCHEDULER> class single_producer_sequencer_claim_one_operation : public stub::awaiter<SEQUENCE> {};
template <class SEQUENCE = std::size_t>
class single_producer_sequencer {
public:
  template <class SCHEDULER>
  [[nodiscard]] single_producer_sequencer_claim_one_operation<SEQUENCE, SCHEDULER> claim_one(SCHEDULER &) noexcept;
};

namespace net {
class socket_recv_operation : public stub::awaiter<std::size_t> {};
class socket {
public:
  [[nodiscard]] socket_recv_operation recv(void *buffer, std::size_t size) noexcept;
};
}  // namespace net

}  // namespace cppcoro
