// Test stub: post, dispatch and defer.
#pragma once
#include <asio/completion_tokens.hpp>
#include <asio/execution_context.hpp>

namespace asio {

template <typename NullaryToken>
detail::async_return<NullaryToken, void()> post(NullaryToken &&) { __builtin_trap(); }
template <detail::executor Executor, typename NullaryToken>
detail::async_return<NullaryToken, void()> post(const Executor &, NullaryToken &&) { __builtin_trap(); }
template <detail::context Context, typename NullaryToken>
detail::async_return<NullaryToken, void()> post(Context &, NullaryToken &&) { __builtin_trap(); }

template <typename NullaryToken>
detail::async_return<NullaryToken, void()> dispatch(NullaryToken &&) { __builtin_trap(); }
template <detail::executor Executor, typename NullaryToken>
detail::async_return<NullaryToken, void()> dispatch(const Executor &, NullaryToken &&) { __builtin_trap(); }
template <detail::context Context, typename NullaryToken>
detail::async_return<NullaryToken, void()> dispatch(Context &, NullaryToken &&) { __builtin_trap(); }

template <typename NullaryToken>
detail::async_return<NullaryToken, void()> defer(NullaryToken &&) { __builtin_trap(); }
template <detail::executor Executor, typename NullaryToken>
detail::async_return<NullaryToken, void()> defer(const Executor &, NullaryToken &&) { __builtin_trap(); }
template <detail::context Context, typename NullaryToken>
detail::async_return<NullaryToken, void()> defer(Context &, NullaryToken &&) { __builtin_trap(); }

}  // namespace asio
