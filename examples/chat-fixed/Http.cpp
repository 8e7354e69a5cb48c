// One request per connection, written with callbacks: read the head, answer, close. Backups run on the disk pool.
#include "Http.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <sstream>
#include <thread>

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
          self->backUp();
        });
  }

private:
  static constexpr std::size_t kMaxHead = 8192;

  bool mayBackUp(const Request& request) const {
    const bool known = !app_.config.adminToken.empty() && request.token == app_.config.adminToken;
    return known && request.method == "POST" && request.target == "/backup";
  }

  // A copy of the settings goes along: the loop may read them again meanwhile.
  void backUp() {
    asio::post(app_.pools.disk, [self = shared_from_this(), config = app_.config] {
      auto backup = [&config] { return runCommand(config.backupCommand); };
      int status = timed(self->app_.metrics.backupMicros, backup);
      if (status != 0) {  // another backup may be running
        std::this_thread::sleep_for(std::chrono::seconds(1));
        status = timed(self->app_.metrics.backupMicros, backup);
      }
      const std::string note = "backup, status " + std::to_string(status);
      CHAT_AUDIT(config, note);
      asio::post(self->app_.io, [self, status, note] {
        self->reply(status == 0 ? "200 OK" : "500 Internal Server Error", note + '\n');
      });
    });
  }

  void answer(const Request& request) {
    if (request.target == "/metrics") return reply("200 OK", metrics());
    if (request.target == "/backup") return reply("403 Forbidden", "not allowed\n");
    reply("404 Not Found", "no such page\n");
  }

  std::string metrics() {
    std::string text = app_.metrics.render();
    if (const auto nicks = app_.activity.tryCount()) text += "chat_nicks " + std::to_string(*nicks) + '\n';
    return text;
  }

  void reply(const std::string& status, const std::string& body) {
    output_ = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body;
    asio::async_write(socket_, asio::buffer(output_), [self = shared_from_this()](error_code ec, std::size_t) {
      if (ec) std::fprintf(stderr, "http: %s\n", ec.message().c_str());
      self->socket_.shutdown(tcp::socket::shutdown_both, ec);
    });
  }

  tcp::socket socket_;
  Services& app_;
  std::string input_, output_;
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
