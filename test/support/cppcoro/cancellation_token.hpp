// Test stub of cppcoro: cancellation tokens, and the exception that tells of cancellation.
#pragma once
#include <exception>

namespace cppcoro {

class operation_cancelled : public std::exception {
public:
  const char *what() const noexcept override;
};

class cancellation_token {
public:
  bool can_be_cancelled() const noexcept;
  bool is_cancellation_requested() const noexcept;
  void throw_if_cancellation_requested() const;
};

}  // namespace cppcoro
