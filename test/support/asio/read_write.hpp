// Test stub: the composed operations read, write and read_until, each with its asynchronous form.
#pragma once
#include <asio/buffer.hpp>
#include <asio/completion_tokens.hpp>

#include <cstddef>

namespace asio {

template <typename Stream, typename Buffers>
std::size_t read(Stream &, const Buffers &);
template <typename Stream, typename Buffers>
std::size_t read(Stream &, const Buffers &, error_code &);
template <typename Stream, typename Buffers>
std::size_t write(Stream &, const Buffers &);
template <typename Stream, typename Buffers>
std::size_t write(Stream &, const Buffers &, error_code &);
template <typename Stream, typename DynamicBuffer>
std::size_t read_until(Stream &, DynamicBuffer &&, std::string_view delimiter);

template <typename Stream, typename Buffers, typename Token>
detail::async_return<Token, void(error_code, std::size_t)>
async_read(Stream &, const Buffers &, Token &&) { __builtin_trap(); }
template <typename Stream, typename Buffers, typename Token>
detail::async_return<Token, void(error_code, std::size_t)>
async_write(Stream &, const Buffers &, Token &&) { __builtin_trap(); }
template <typename Stream, typename DynamicBuffer, typename Token>
detail::async_return<Token, void(error_code, std::size_t)>
async_read_until(Stream &, DynamicBuffer &&, std::string_view delimiter, Token &&) { __builtin_trap(); }

}  // namespace asio
