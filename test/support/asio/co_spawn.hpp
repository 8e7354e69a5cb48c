// Test stub: starts a coroutine on an executor.
#pragma once
#include <asio/awaitable.hpp>
#include <asio/completion_tokens.hpp>

namespace asio {

namespace detail {
template <typename T> struct awaitable_signature;
template <typename T, typename Executor>
struct awaitable_signature<awaitable<T, Executor>> { using type = void(std::exception_ptr, T); };
template <typename Executor>
struct awaitable_signature<awaitable<void, Executor>> { using type = void(std::exception_ptr); };
template <typename F>
using awaitable_signature_of = typename awaitable_signature<std::invoke_result_t<std::decay_t<F> &>>::type;
}  // namespace detail

template <detail::executor Executor, typename T, typename AwaitableExecutor, typename CompletionToken>
detail::async_return<CompletionToken, void(std::exception_ptr, T)>
co_spawn(const Executor &, awaitable<T, AwaitableExecutor>, CompletionToken &&) { __builtin_trap(); }
template <detail::executor Executor, typename AwaitableExecutor, typename CompletionToken>
detail::async_return<CompletionToken, void(std::exception_ptr)>
co_spawn(const Executor &, awaitable<void, AwaitableExecutor>, CompletionToken &&) { __builtin_trap(); }

template <detail::context Context, typename T, typename AwaitableExecutor, typename CompletionToken>
detail::async_return<CompletionToken, void(std::exception_ptr, T)>
co_spawn(Context &, awaitable<T, AwaitableExecutor>, CompletionToken &&) { __builtin_trap(); }
template <detail::context Context, typename AwaitableExecutor, typename CompletionToken>
detail::async_return<CompletionToken, void(std::exception_ptr)>
co_spawn(Context &, awaitable<void, AwaitableExecutor>, CompletionToken &&) { __builtin_trap(); }

template <detail::executor Executor, std::invocable F, typename CompletionToken>
detail::async_return<CompletionToken, detail::awaitable_signature_of<F>>
co_spawn(const Executor &, F &&, CompletionToken &&) { __builtin_trap(); }
template <detail::context Context, std::invocable F, typename CompletionToken>
detail::async_return<CompletionToken, detail::awaitable_signature_of<F>>
co_spawn(Context &, F &&, CompletionToken &&) { __builtin_trap(); }

}  // namespace asio
