// Test stub: error codes of Asio, and the exception that carries one.
#pragma once
#include <asio/execution_context.hpp>

#include <system_error>

namespace asio {

using system_error = std::system_error;

namespace error {
enum basic_errors { operation_aborted = 125, connection_aborted = 103, would_block = 11 };
enum misc_errors { already_open = 1, eof, not_found };
std::error_code make_error_code(basic_errors) noexcept;
std::error_code make_error_code(misc_errors) noexcept;
}  // namespace error

}  // namespace asio

template <> struct std::is_error_code_enum<asio::error::basic_errors> : std::true_type {};
template <> struct std::is_error_code_enum<asio::error::misc_errors> : std::true_type {};
