// The link to the next server of the federation: what is said here is also told there.
#pragma once

#include "IoUtil.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>

namespace chat {

class PeerLink {
public:
  PeerLink(asio::io_context& io, std::string host, std::string port);

  // Dials, and dials again, until stop().
  asio::awaitable<void> run();
  void stop();

  // Passes a line on when the link is up; a line said while it is down is not repeated later.
  void relay(const std::string& line);

private:
  asio::awaitable<void> dial();
  void writeNext();

  std::string host_, port_;
  tcp::resolver resolver_;
  tcp::socket socket_;
  asio::steady_timer redial_;  // wakes run() early when the link is lost
  std::deque<std::string> outbox_;
  bool up_ = false;
  bool stopped_ = false;
};

}  // namespace chat
