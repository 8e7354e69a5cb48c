// One client: reads his lines, carries out commands, and writes what his room says.
#pragma once

#include "Services.h"

#include <boost/asio/awaitable.hpp>
#include <deque>
#include <memory>

namespace chat {

class Session : public Participant, public std::enable_shared_from_this<Session> {
public:
  Session(tcp::socket socket, Services& app);

  // Ends when the client goes or is sent away.
  asio::awaitable<void> run();

  void deliver(const std::string& line) override;

  // Sends a last line and hangs up once it is out.
  void close(const std::string& farewell);

private:
  asio::awaitable<void> handle(std::string line);
  void enter(const std::string& roomName);
  void say(const std::string& line);
  void writeNext();

  tcp::socket socket_;
  Services& app_;
  RateLimiter limiter_;
  std::shared_ptr<Room> room_;
  std::string nick_ = "guest";
  std::string input_;
  std::deque<std::string> outbox_;
  bool closing_ = false;
};

}  // namespace chat
