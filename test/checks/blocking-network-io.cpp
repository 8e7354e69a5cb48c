// RUN: %check %s blocking-network-io
// Synchronous network calls inside a coroutine, and the non-blocking ones that look alike.
#include <asio.hpp>
#include <curl/curl.h>
#include <task.h>

#include <array>
#include <functional>
#include <memory>
#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

using asio::ip::tcp;

namespace asio_sockets {

asio::awaitable<std::size_t> talks(tcp::socket socket, tcp::endpoint peer, std::string text) {
  socket.connect(peer);  // expect: blocking-network-io
  std::size_t n = socket.write_some(asio::buffer(text));  // expect: blocking-network-io
  n += socket.read_some(asio::buffer(text));  // expect: blocking-network-io
  n += asio::write(socket, asio::buffer(text));  // expect: blocking-network-io
  n += asio::read(socket, asio::buffer(text));  // expect: blocking-network-io
  n += asio::read_until(socket, asio::dynamic_buffer(text), "\n");  // expect: blocking-network-io
  asio::error_code ec;
  n += socket.read_some(asio::buffer(text), ec);  // expect: blocking-network-io
  co_return n;
}
asio::awaitable<void> resolves(tcp::resolver resolver, tcp::socket socket) {
  const auto peers = resolver.resolve("example.org", "http");  // expect: blocking-network-io
  asio::connect(socket, peers);  // expect: blocking-network-io
  co_return;
}
asio::awaitable<void> accepts(tcp::acceptor &acceptor) {
  tcp::socket client = acceptor.accept();  // expect: blocking-network-io
  co_return;
}

asio::awaitable<std::size_t> awaits(tcp::socket socket, tcp::resolver resolver, std::string text) {
  const auto peers = co_await resolver.async_resolve("example.org", "http", asio::use_awaitable);
  co_await asio::async_connect(socket, peers, asio::use_awaitable);
  std::size_t n = co_await socket.async_read_some(asio::buffer(text), asio::use_awaitable);
  n += co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
  n += co_await asio::async_read_until(socket, asio::dynamic_buffer(text), "\n", asio::use_awaitable);
  co_return n;
}
asio::awaitable<void> doesNotWait(tcp::socket socket) {
  socket.open(tcp::v4());
  if (socket.is_open() && socket.available() > 0)
    socket.cancel();
  socket.shutdown(tcp::socket::shutdown_both);
  socket.close();
  co_return;
}
asio::awaitable<std::size_t> nonBlocking(tcp::socket socket, std::string text) {
  socket.non_blocking(true);
  asio::error_code ec;
  co_return socket.read_some(asio::buffer(text), ec);
}

}  // namespace asio_sockets

namespace posix_sockets {

home::task<long> talks(const sockaddr *peer, socklen_t size) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  if (::connect(fd, peer, size) != 0)  // expect: blocking-network-io
    co_return -1;
  std::array<char, 64> buffer{};
  ::send(fd, buffer.data(), buffer.size(), 0);  // expect: blocking-network-io
  const long n = ::recv(fd, buffer.data(), buffer.size(), 0);  // expect: blocking-network-io
  ::write(fd, buffer.data(), buffer.size());  // expect: blocking-network-io
  co_return n;
}
home::task<int> accepts() {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  ::listen(fd, 8);
  co_return ::accept(fd, nullptr, nullptr);  // expect: blocking-network-io
}
home::task<int> resolves(const char *host) {
  addrinfo *found = nullptr;
  co_return ::getaddrinfo(host, "80", nullptr, &found);  // expect: blocking-network-io
}

home::task<long> nonBlocking(const sockaddr *peer, socklen_t size) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  ::connect(fd, peer, size);
  std::array<char, 64> buffer{};
  co_return ::recv(fd, buffer.data(), buffer.size(), 0);
}
home::task<long> asksNotToWait() {
  const int fd = ::socket(AF_INET, SOCK_DGRAM, 0);
  std::array<char, 64> buffer{};
  ::send(fd, buffer.data(), buffer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  co_return ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
}

}  // namespace posix_sockets

namespace http {

home::task<bool> fetches(CURL *request, CURLM *loop) {
  curl_easy_setopt(request, CURLOPT_URL, "https://example.org");
  if (curl_easy_perform(request) == CURLE_OK)  // expect: blocking-network-io
    co_return true;
  int running = 0;
  curl_multi_add_handle(loop, request);
  curl_multi_socket_action(loop, -1, 0, &running);
  co_return false;
}

}  // namespace http

namespace reach {

std::size_t greet(tcp::socket &socket) { return asio::write(socket, asio::buffer(std::string_view("hello"))); }
std::size_t greetTwice(tcp::socket &socket) { return greet(socket) + greet(socket); }
template <class Stream> std::size_t fill(Stream &stream, std::string &text) {
  return stream.read_some(asio::buffer(text));
}
#define SEND_ALL(socket, text) asio::write(socket, asio::buffer(text))

class Client {
public:
  explicit Client(tcp::socket socket) : socket_(std::move(socket)) {}
  virtual ~Client() = default;
  std::size_t ping() { return greet(socket_); }
  virtual std::size_t pong() { return socket_.read_some(asio::buffer(text_)); }
  asio::awaitable<std::size_t> both() {
    const std::size_t sent = ping();  // expect: blocking-network-io
    co_return sent + pong();  // expect: blocking-network-io
  }
  std::function<std::size_t(tcp::socket &)> probe;

private:
  tcp::socket socket_;
  std::string text_;
};
void wire(Client &client) {
  client.probe = [](tcp::socket &socket) { return socket.write_some(asio::buffer(std::string_view("?"))); };
}

asio::awaitable<std::size_t> everyWay(tcp::socket &socket, std::string &text, Client &client) {
  std::size_t n = greet(socket);  // expect: blocking-network-io
  n += greetTwice(socket);  // expect: blocking-network-io
  n += fill(socket, text);  // expect: blocking-network-io
  n += SEND_ALL(socket, text);  // expect: blocking-network-io
  n += client.probe(socket);  // expect: blocking-network-io
  auto send = [&] { return asio::write(socket, asio::buffer(text)); };
  n += send();  // expect: blocking-network-io
  auto any = [&](auto &stream) { return stream.read_some(asio::buffer(text)); };
  n += any(socket);  // expect: blocking-network-io
  co_return n;
}
asio::awaitable<void> lambdaCoroutines(tcp::socket &socket) {
  auto once = [](tcp::socket &stream) -> asio::awaitable<std::size_t> {
    co_return greet(stream);  // expect: blocking-network-io
  };
  auto any = [](auto &stream) -> asio::awaitable<std::size_t> {
    co_return greet(stream);  // expect: blocking-network-io
  };
  co_await once(socket);
  co_await any(socket);
}
template <class Protocol> asio::awaitable<void> instantiated(asio::basic_stream_socket<Protocol> &socket) {
  char byte;
  socket.read_some(asio::buffer(&byte, 1));  // expect: blocking-network-io
  co_return;
}
template asio::awaitable<void> instantiated(tcp::socket &);

asio::awaitable<std::size_t> offloaded(asio::thread_pool &pool, tcp::socket &socket) {
  asio::post(pool, [&socket] { greet(socket); });
  co_return co_await asio::co_spawn(
      pool, [&socket]() -> asio::awaitable<std::size_t> { co_return greet(socket); }, asio::use_awaitable);
}
std::size_t onTheMainThread(tcp::socket &socket) { return greetTwice(socket); }

}  // namespace reach

namespace askedFirst {

void drain(tcp::socket &socket, std::array<char, 64> &into) {
  socket.async_read_some(asio::buffer(into), [&](asio::error_code, std::size_t) {
    if (socket.available() >= into.size())
      asio::read(socket, asio::buffer(into));
  });
}
void drainShared(std::shared_ptr<tcp::socket> socket, std::array<char, 64> &into, asio::error_code &failed) {
  socket->async_read_some(asio::buffer(into), [socket, &into, &failed](asio::error_code, std::size_t) {
    const std::size_t there = socket->available(failed);
    if (!failed && there >= into.size())
      asio::read(*socket, asio::buffer(into));
  });
}
void asksAnother(std::shared_ptr<tcp::socket> socket, std::shared_ptr<tcp::socket> other, std::array<char, 64> &into) {
  socket->async_read_some(asio::buffer(into), [socket, other, &into](asio::error_code, std::size_t) {
    if (other->available() >= into.size())
      asio::read(*socket, asio::buffer(into));  // expect: blocking-network-io
  });
}
void waits(tcp::socket &socket, std::array<char, 64> &into) {
  socket.async_read_some(asio::buffer(into), [&](asio::error_code, std::size_t) {
    asio::read(socket, asio::buffer(into));  // expect: blocking-network-io
    into[0] = static_cast<char>(socket.available());
  });
}

}  // namespace askedFirst

namespace readiness {

struct Interest { int descriptor; int events; };
struct Ready {
  Interest interest;
  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiting);
  void await_resume();
};
struct Poller {
  Ready readable(int descriptor);
  Ready until(Interest interest);
};
Poller &poller();
home::task<> settle(int descriptor);

// Who waits for a descriptor has it ready.
home::task<long> receives(char *into) {
  const int peer = ::socket(AF_INET, SOCK_STREAM, 0);
  co_await poller().readable(peer);
  co_return ::recv(peer, into, 1, 0);
}
home::task<long> reads(int peer, char *into) {
  const Interest interest{.descriptor = peer, .events = 1};
  auto ready = poller().until(interest);
  co_await ready;
  co_return ::read(peer, into, 1);
}
home::task<long> readsThere(char *into) { co_return co_await reads(::socket(AF_INET, SOCK_STREAM, 0), into); }
class Peer {
public:
  home::task<long> read(char *into) {
    co_await readable_;
    co_return ::read(descriptor_, into, 1);
  }

private:
  int descriptor_ = ::socket(AF_INET, SOCK_STREAM, 0);
  Interest interest_{.descriptor = descriptor_, .events = 1};
  Ready readable_{poller().until(interest_)};
};
// A flag beside what is not known.
home::task<int> dials(const addrinfo &there) {
  const int peer = ::socket(there.ai_family, there.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, there.ai_protocol);
  co_return ::connect(peer, there.ai_addr, there.ai_addrlen);
}

home::task<long> waitsForAnother(int other, char *into) {
  const int peer = ::socket(AF_INET, SOCK_STREAM, 0);
  co_await poller().readable(other);
  co_return ::recv(peer, into, 1, 0);  // expect: blocking-network-io
}
// A coroutine may do anything with the descriptor.
home::task<long> settlesFirst(char *into) {
  const int peer = ::socket(AF_INET, SOCK_STREAM, 0);
  co_await settle(peer);
  co_return ::recv(peer, into, 1, 0);  // expect: blocking-network-io
}
// The peer is awaited, the listener is not.
home::task<long> accepts(char *into) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  const int peer = ::accept(listener, nullptr, nullptr);  // expect: blocking-network-io
  co_await poller().readable(peer);
  co_return ::recv(peer, into, 1, 0);
}
home::task<int> dialsBlocking(const addrinfo &there) {
  const int peer = ::socket(there.ai_family, there.ai_socktype | SOCK_CLOEXEC, there.ai_protocol);
  co_return ::connect(peer, there.ai_addr, there.ai_addrlen);  // expect: blocking-network-io
}

}  // namespace readiness

// The kernel answers from memory what it is asked through a netlink socket.
namespace kernel {

home::task<long> routes(msghdr &question) {
  const int fd = ::socket(AF_NETLINK, SOCK_RAW, 0);
  co_return ::sendmsg(fd, &question, 0);
}
home::task<long> peers(msghdr &question) {
  const int fd = ::socket(AF_INET, SOCK_DGRAM, 0);
  co_return ::sendmsg(fd, &question, 0);  // expect: blocking-network-io
}

}  // namespace kernel
