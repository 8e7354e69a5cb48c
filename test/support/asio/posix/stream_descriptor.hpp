// Test stub: a file descriptor as a stream of the loop.
#pragma once
#include <asio/any_io_executor.hpp>
#include <asio/completion_tokens.hpp>

#include <cstddef>

namespace asio::posix {

template <typename Executor = any_io_executor>
class basic_stream_descriptor {
public:
  using executor_type = Executor;
  using native_handle_type = int;
  template <detail::context Context> basic_stream_descriptor(Context &, const native_handle_type &);
  basic_stream_descriptor(const executor_type &, const native_handle_type &);
  basic_stream_descriptor(basic_stream_descriptor &&) noexcept;
  ~basic_stream_descriptor();
  template <typename Buffers> std::size_t read_some(const Buffers &);
  template <typename Buffers, typename Token>
  detail::async_return<Token, void(error_code, std::size_t)>
  async_read_some(const Buffers &, Token &&) { __builtin_trap(); }
};

using stream_descriptor = basic_stream_descriptor<>;

}  // namespace asio::posix
