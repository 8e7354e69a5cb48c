// One request per connection, written with callbacks: read the head, answer, close.
#include "Http.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <cstdio>
#include <memory>
#include <sstream>

namespace chat {
namespace {

struct Request {
  std::string method, target, token;
};

Request parseRequest(const std::string& head) {
  std::istringstream in(head);
  Request request;
  in >> request.method >> request.target;
  const std::string field = "Authorization: Bearer ";
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.starts_with(field)) request.token = line.substr(field.size());
  }
  return request;
}

class Connection : public std::enable_shared_from_this<Connection> {
public:
  Connection(tcp::socket socket, Services& app) : socket_(std::move(socket)), app_(app) {}

  void serve() {
    asio::async_read_until(
        socket_, asio::dynamic_buffer(input_, kMaxHead), "\r\n\r\n",
        [self = shared_from_this()](error_code ec, std::size_t size) {
          if (ec) return;
          const Request request = parseRequest(self->input_.substr(0, size));
          if (!self->mayBackUp(request)) return self->answer(request);
          auto backup = [&config = self->app_.config] { return runCommand(config.backupCommand); };
          const int status = timed(self->app_.metrics.backupMicros, backup);  // EXPECT: blocking-process
          self->note_ = "backup, status " + std::to_string(status);
          self->reply(status == 0 ? "200 OK" : "500 Internal Server Error", self->note_ + '\n');
        });
  }

private:
  static constexpr std::size_t kMaxHead = 8192;

  bool mayBackUp(const Request& request) const {
    const bool known = !app_.config.adminToken.empty() && request.token == app_.config.adminToken;
    return known && request.method == "POST" && request.target == "/backup";
  }

  void answer(const Request& request) {
    if (request.target == "/metrics") return reply("200 OK", app_.metrics.render());
    if (request.target == "/backup") return reply("403 Forbidden", "not allowed\n");
    reply("404 Not Found", "no such page\n");
  }

  void reply(const std::string& status, const std::string& body) {
    output_ = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body;
    asio::async_write(socket_, asio::buffer(output_), [self = shared_from_this()](error_code ec, std::size_t) {
      if (ec) std::fprintf(stderr, "http: %s\n", ec.message().c_str());
      self->socket_.shutdown(tcp::socket::shutdown_both, ec);
      // The answer is out, so the operator does not wait for the audit.
      if (!self->note_.empty()) CHAT_AUDIT(self->app_.config, self->note_);  // EXPECT: blocking-file-io
    });
  }

  tcp::socket socket_;
  Services& app_;
  std::string input_, output_;
  std::string note_;  // for the audit
};

}  // namespace

HttpEndpoint::HttpEndpoint(Services& app)
    : app_(app), acceptor_(app.io, {asio::ip::address_v4::loopback(), app.config.httpPort}) {}

void HttpEndpoint::start() {
  acceptor_.async_accept([this](error_code ec, tcp::socket socket) {
    if (!acceptor_.is_open()) return;
    if (!ec) std::make_shared<Connection>(std::move(socket), app_)->serve();
    start();
  });
}

void HttpEndpoint::stop() {
  error_code ignored;
  acceptor_.close(ignored);
}

}  // namespace chat
