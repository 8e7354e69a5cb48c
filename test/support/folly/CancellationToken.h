// Test stub of folly: cancellation tokens, and the exception that tells of cancellation.
#pragma once
#include <exception>

namespace folly {

struct OperationCancelled final : std::exception {
  const char *what() const noexcept override;
};

class CancellationToken {
public:
  bool isCancellationRequested() const noexcept;
  bool canBeCancelled() const noexcept;
};

class CancellationCallback {
public:
  template <typename F> CancellationCallback(CancellationToken &&, F &&) { __builtin_trap(); }
  template <typename F> CancellationCallback(const CancellationToken &, F &&) { __builtin_trap(); }
  ~CancellationCallback();
};

}  // namespace folly
