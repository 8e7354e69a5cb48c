// Test stub: TCP sockets, acceptor and resolver.
#pragma once
#include <asio/any_io_executor.hpp>
#include <asio/buffer.hpp>
#include <asio/completion_tokens.hpp>

#include <cstddef>
#include <string_view>

namespace asio {

class socket_base {
public:
  enum shutdown_type { shutdown_receive, shutdown_send, shutdown_both };
  enum wait_type { wait_read, wait_write, wait_error };

protected:
  ~socket_base();
};

template <typename Protocol, typename Executor = any_io_executor>
class basic_socket : public socket_base {
public:
  using executor_type = Executor;
  using protocol_type = Protocol;
  using endpoint_type = typename Protocol::endpoint;

  executor_type get_executor() noexcept;
  void open(const protocol_type & = protocol_type());
  bool is_open() const;
  void close();
  void shutdown(shutdown_type);
  void cancel();
  std::size_t available() const;
  std::size_t available(error_code &) const;
  bool non_blocking() const;
  void non_blocking(bool);
  void connect(const endpoint_type &);
  void connect(const endpoint_type &, error_code &);
  void wait(wait_type);
  template <typename Token>
  detail::async_return<Token, void(error_code)> async_connect(const endpoint_type &, Token &&) { __builtin_trap(); }
  template <typename Token>
  detail::async_return<Token, void(error_code)> async_wait(wait_type, Token &&) { __builtin_trap(); }

protected:
  basic_socket();
  ~basic_socket();
};

template <typename Protocol, typename Executor = any_io_executor>
class basic_stream_socket : public basic_socket<Protocol, Executor> {
public:
  using executor_type = Executor;
  explicit basic_stream_socket(const executor_type &);
  template <detail::context Context> explicit basic_stream_socket(Context &);
  basic_stream_socket(basic_stream_socket &&) noexcept;
  basic_stream_socket &operator=(basic_stream_socket &&);
  ~basic_stream_socket();

  template <typename Buffers> std::size_t read_some(const Buffers &);
  template <typename Buffers> std::size_t read_some(const Buffers &, error_code &);
  template <typename Buffers> std::size_t write_some(const Buffers &);
  template <typename Buffers> std::size_t write_some(const Buffers &, error_code &);
  template <typename Buffers> std::size_t receive(const Buffers &);
  template <typename Buffers> std::size_t send(const Buffers &);
  template <typename Buffers, typename Token>
  detail::async_return<Token, void(error_code, std::size_t)>
  async_read_some(const Buffers &, Token &&) { __builtin_trap(); }
  template <typename Buffers, typename Token>
  detail::async_return<Token, void(error_code, std::size_t)>
  async_write_some(const Buffers &, Token &&) { __builtin_trap(); }
};

template <typename Protocol, typename Executor = any_io_executor>
class basic_socket_acceptor : public socket_base {
public:
  using executor_type = Executor;
  using endpoint_type = typename Protocol::endpoint;
  basic_socket_acceptor(const executor_type &, const endpoint_type &);
  template <detail::context Context> basic_socket_acceptor(Context &, const endpoint_type &);
  ~basic_socket_acceptor();
  executor_type get_executor() noexcept;
  void non_blocking(bool);
  typename Protocol::socket accept();
  void accept(typename Protocol::socket &);
  template <typename Token>
  detail::async_return<Token, void(error_code, typename Protocol::socket)> async_accept(Token &&) { __builtin_trap(); }
};

namespace ip {

template <typename InternetProtocol>
class basic_endpoint {
public:
  basic_endpoint() noexcept;
  basic_endpoint(const InternetProtocol &, unsigned short port);
};

template <typename InternetProtocol>
class basic_resolver_results {
public:
  bool empty() const noexcept;
  std::size_t size() const noexcept;
  const basic_endpoint<InternetProtocol> *begin() const;
  const basic_endpoint<InternetProtocol> *end() const;
};

template <typename InternetProtocol, typename Executor = any_io_executor>
class basic_resolver {
public:
  using executor_type = Executor;
  using results_type = basic_resolver_results<InternetProtocol>;
  explicit basic_resolver(const executor_type &);
  template <detail::context Context> explicit basic_resolver(Context &);
  ~basic_resolver();
  void cancel();
  results_type resolve(std::string_view host, std::string_view service);
  results_type resolve(std::string_view host, std::string_view service, error_code &);
  template <typename Token>
  detail::async_return<Token, void(error_code, results_type)>
  async_resolve(std::string_view host, std::string_view service, Token &&) { __builtin_trap(); }
};

class tcp {
public:
  using endpoint = basic_endpoint<tcp>;
  using socket = basic_stream_socket<tcp>;
  using acceptor = basic_socket_acceptor<tcp>;
  using resolver = basic_resolver<tcp>;
  static tcp v4() noexcept;
  static tcp v6() noexcept;
};

}  // namespace ip

template <typename Protocol, typename Executor>
typename Protocol::endpoint connect(basic_socket<Protocol, Executor> &, const ip::basic_resolver_results<Protocol> &);
template <typename Protocol, typename Executor, typename Token>
detail::async_return<Token, void(error_code, typename Protocol::endpoint)>
async_connect(basic_socket<Protocol, Executor> &, const ip::basic_resolver_results<Protocol> &, Token &&) {
  __builtin_trap();
}

}  // namespace asio
