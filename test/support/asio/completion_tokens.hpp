// Test stub: completion tokens, and what an asynchronous call returns when it is given one.
#pragma once
#include <asio/awaitable.hpp>

#include <future>
#include <type_traits>

namespace asio {

template <typename Executor = any_io_executor>
struct use_awaitable_t {
  constexpr use_awaitable_t() {}
};
constexpr use_awaitable_t<> use_awaitable;

class detached_t {
public:
  constexpr detached_t() {}
};
constexpr detached_t detached;

namespace detail {
template <typename Function> class packaged_token {};  // use_future(function)
}
template <typename Allocator = std::allocator<void>>
class use_future_t {
public:
  constexpr use_future_t() {}
  template <typename Function> detail::packaged_token<std::decay_t<Function>> operator()(Function &&) const;
};
constexpr use_future_t<> use_future;

template <typename CompletionToken>
class redirect_error_t {
public:
  redirect_error_t(CompletionToken, error_code &);
};
template <typename CompletionToken>
redirect_error_t<std::decay_t<CompletionToken>> redirect_error(CompletionToken &&, error_code &);

namespace detail {
template <typename... Args> struct async_value;  // what is left of the arguments of a handler
template <> struct async_value<> { using type = void; };
template <> struct async_value<error_code> { using type = void; };
template <> struct async_value<std::exception_ptr> { using type = void; };
template <typename T> struct async_value<error_code, T> { using type = T; };
template <typename T> struct async_value<std::exception_ptr, T> { using type = T; };
}  // namespace detail

template <typename CompletionToken, typename Signature>
class async_result {
public:
  using return_type = void;  // a plain handler
};
template <typename Executor, typename R, typename... Args>
class async_result<use_awaitable_t<Executor>, R(Args...)> {
public:
  using return_type = awaitable<typename detail::async_value<Args...>::type, Executor>;
};
template <typename Allocator, typename R, typename... Args>
class async_result<use_future_t<Allocator>, R(Args...)> {
public:
  using return_type = std::future<typename detail::async_value<Args...>::type>;
};
template <typename Function, typename R, typename... Args>
class async_result<detail::packaged_token<Function>, R(Args...)> {
public:
  using return_type = std::future<std::invoke_result_t<Function, Args...>>;
};
template <typename CompletionToken, typename Signature>
class async_result<redirect_error_t<CompletionToken>, Signature> : public async_result<CompletionToken, Signature> {};

namespace detail {
template <typename CompletionToken, typename Signature>
using async_return = typename async_result<std::decay_t<CompletionToken>, Signature>::return_type;
}

}  // namespace asio
