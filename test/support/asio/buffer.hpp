// Test stub: buffers.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asio {

class mutable_buffer {
public:
  mutable_buffer(void *, std::size_t) noexcept;
  void *data() const noexcept;
  std::size_t size() const noexcept;
};
class const_buffer {
public:
  const_buffer(const void *, std::size_t) noexcept;
  const_buffer(const mutable_buffer &) noexcept;
  const void *data() const noexcept;
  std::size_t size() const noexcept;
};

mutable_buffer buffer(void *, std::size_t) noexcept;
const_buffer buffer(const void *, std::size_t) noexcept;
mutable_buffer buffer(std::string &) noexcept;
const_buffer buffer(const std::string &) noexcept;
const_buffer buffer(std::string_view) noexcept;
template <typename T, std::size_t N> mutable_buffer buffer(T (&)[N]) noexcept;
template <typename T, std::size_t N> mutable_buffer buffer(std::array<T, N> &) noexcept;
template <typename T> mutable_buffer buffer(std::vector<T> &) noexcept;

template <typename Elem, typename Traits, typename Allocator>
class dynamic_string_buffer {};
template <typename Elem, typename Traits, typename Allocator>
dynamic_string_buffer<Elem, Traits, Allocator> dynamic_buffer(std::basic_string<Elem, Traits, Allocator> &) noexcept;

}  // namespace asio
