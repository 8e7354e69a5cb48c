// The link to the next server of the federation: what is said here is also told there.
#pragma once

#include "IoUtil.h"

#include <boost/asio/steady_timer.hpp>
#include <chrono>

namespace chat {

class PeerLink {
public:
  PeerLink(asio::io_context& io, std::string host, std::string port);

  void start();
  void stop();

  // Passes a line on when the link is up; a line said while it is down is not repeated later.
  void relay(const std::string& line);

private:
  void dialIn(std::chrono::milliseconds delay);
  bool dial();

  asio::io_context& io_;
  std::string host_, port_;
  tcp::socket socket_;
  asio::steady_timer redial_;
};

}  // namespace chat
