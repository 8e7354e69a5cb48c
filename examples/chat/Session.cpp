// Reading is a coroutine; writing is a chain of callbacks, because lines arrive from other sessions at any time.
#include "Session.h"

#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace chat {
namespace {

constexpr std::size_t kMaxLine = 4096;
constexpr std::size_t kHistoryLines = 20;
constexpr std::size_t kMaxOutbox = 1000;

// The word after a command, or nothing when the line is another command.
std::string argumentOf(const std::string& line, const std::string& command) {
  const std::string prefix = command + ' ';
  return line.starts_with(prefix) ? line.substr(prefix.size()) : std::string();
}

}  // namespace

Session::Session(tcp::socket socket, Services& app)
    : socket_(std::move(socket)), app_(app), limiter_(app.config.messagesPerSecond) {}

asio::awaitable<void> Session::run() {
  deliver("* " + app_.config.motd);
  enter("lobby");
  while (!closing_) {
    error_code ec;
    const std::size_t size = co_await asio::async_read_until(
        socket_, asio::dynamic_buffer(input_, kMaxLine), '\n', asio::redirect_error(asio::use_awaitable, ec));
    if (ec) break;
    std::string line = input_.substr(0, size - 1);
    input_.erase(0, size);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    limiter_.take();             // EXPECT: blocking-sleep
    app_.activity.touch(nick_);  // EXPECT-HINT: blocking-lock
    co_await handle(std::move(line));
  }
  room_->leave(shared_from_this());
}

asio::awaitable<void> Session::handle(std::string line) {
  if (line == "/quit") {
    FlushGuard stored(*app_.history);  // EXPECT: blocking-destructor
    say("has left");
    close("* bye");
    co_return;
  }
  if (line == "/history") {
    const auto lines = app_.history->tail(room_->name(), kHistoryLines);  // EXPECT: blocking-file-io
    for (const auto& old : lines) deliver("# " + old);
    deliver("# end");
    co_return;
  }
  if (line == "/digest") {
    const std::string text = room_->transcript();
    // The checksum is work for the processor: off to the workers with it.
    co_await asio::post(app_.workers, asio::use_awaitable);  // EXPECT: fake-offload
    deliver("* digest " + digest(text));
    co_return;
  }
  if (const auto nick = argumentOf(line, "/nick"); !nick.empty()) {
    nick_ = nick;
    deliver("* you are " + nick_);
  } else if (const auto room = argumentOf(line, "/join"); !room.empty()) {
    enter(room);
  } else if (line.starts_with('/')) {
    deliver("* unknown command");
  } else {
    say(line);
  }
}

void Session::enter(const std::string& roomName) {
  if (room_) room_->leave(shared_from_this());
  room_ = app_.rooms.open(roomName);
  room_->join(shared_from_this());
  deliver("* you are in " + roomName);
}

void Session::say(const std::string& line) {
  const std::string text = room_->name() + ' ' + nick_ + ": " + line;
  room_->publish(text);
  app_.history->append(text);
  app_.peer.relay(text);
  ++app_.metrics.messages;
}

void Session::deliver(const std::string& line) {
  if (closing_ || outbox_.size() >= kMaxOutbox) return;  // a client that does not read misses lines
  outbox_.push_back(line + '\n');
  if (outbox_.size() == 1) writeNext();
}

void Session::close(const std::string& farewell) {
  deliver(farewell);
  closing_ = true;
}

void Session::writeNext() {
  asio::async_write(socket_, asio::buffer(outbox_.front()),
                    [self = shared_from_this()](error_code ec, std::size_t) {
                      self->outbox_.pop_front();
                      if (!ec && !self->outbox_.empty()) return self->writeNext();
                      if (ec || self->closing_) self->socket_.close(ec);
                    });
}

}  // namespace chat
